import { execFile } from 'node:child_process'
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { promisify } from 'node:util'

import { expect, test as base } from '@playwright/test'

import { z } from '#contract/zod.ts'

import { startServer } from './server.ts'

const OBSERVATORY = join(import.meta.dirname, 'observatory')
const tls = (name: string): string =>
  join(import.meta.dirname, '../src/server/sources/hss/fixtures/tls', `${name}.pem`)

const BY_TLS = { OPENPORTS_TLS_CERT: tls('right'), OPENPORTS_TLS_KEY: tls('server-key') }

const Findings = z.array(
  z.object({
    test: z.string(),
    result: z.string(),
    pass: z.boolean(),
    points: z.number(),
    best: z.number(), // that any site can have here
  }),
)

/** What MDN's HTTP Observatory finds at an address of a server: it asks itself, and trusts our authority. */
async function observe(server: string, path: string, headers: readonly string[] = []) {
  const host = `localhost:${new URL(server).port}` // what the certificate is for
  const { stdout } = await promisify(execFile)(
    process.execPath,
    [join(OBSERVATORY, 'score.mjs'), host, path, ...headers],
    { env: { NODE_EXTRA_CA_CERTS: tls('authority') } },
  )
  const findings = Findings.parse(JSON.parse(stdout))
  return {
    results: findings.map(({ result }) => result),
    failed: findings.filter(({ pass }) => !pass),
    missed: findings.filter(({ points, best }) => points < best).map(({ test }) => test),
    score: findings.reduce((sum, { points }) => sum + points, 100),
    best: findings.reduce((sum, { best }) => sum + best, 100),
  }
}

/**
 * By its own names, with what each gives to the 100 that all begin with. `hsts-preloaded` is the only better one: for
 * that, whoever owns a domain has it put on the browsers' list, which no header does. Nothing is given for
 * Cross-Origin-Opener-Policy and Cross-Origin-Embedder-Policy.
 */
const RESULTS = [
  'csp-implemented-with-no-unsafe-default-src-none', // 10
  'cookies-secure-with-httponly-sessions-and-samesite', // 5, once there is a session: on a loopback name at once
  'cross-origin-resource-sharing-not-implemented', // 0, the best
  'redirection-not-needed-no-http', // 0, the best: nobody listens there
  'referrer-policy-private', // 5
  'hsts-implemented-max-age-at-least-six-months', // 0; 5 are for hosts that browsers come with
  'sri-implemented-and-all-scripts-loaded-securely', // 5
  'x-content-type-options-nosniff', // 0, the best
  'x-frame-options-implemented-via-csp', // 5
  'corp-implemented-with-same-origin', // 10
]
const PERFECT_BUT_PRELOADED = {
  results: RESULTS,
  failed: [],
  missed: ['strict-transport-security'],
  score: 140,
  best: 145,
}

type Servers = { alone: string; framed: string }

const test = base.extend<object, { servers: Servers }>({
  servers: [
    // oxlint-disable-next-line no-empty-pattern -- Playwright reads the fixtures it depends on from the pattern
    async ({}, provide) => {
      const servers = await Promise.all([
        startServer([], undefined, BY_TLS),
        startServer([], undefined, {
          ...BY_TLS,
          OPENPORTS_FRAME_ANCESTORS: 'https://console.example.com',
        }),
      ])
      await provide({ alone: servers[0].url, framed: servers[1].url })
      for (const server of servers) await server.remove()
    },
    { scope: 'worker' },
  ],
})

test.skip(
  !existsSync(join(OBSERVATORY, 'node_modules/.package-lock.json')),
  'MDN’s HTTP Observatory is not installed',
)

test('SEC-12: MDN’s HTTP Observatory gives the page all but the points for preloaded hosts', async ({
  servers,
}) => {
  expect(await observe(servers.alone, '/')).toEqual(PERFECT_BUT_PRELOADED)
})

test('SEC-12: so it does where others may frame it; a frame is open to the page around it, for ten points', async ({
  servers,
}) => {
  expect(await observe(servers.framed, '/?embed=true')).toEqual(PERFECT_BUT_PRELOADED)
  const asFrame = ['Sec-Fetch-Dest: iframe', 'Sec-Fetch-Mode: navigate', 'Sec-Fetch-Site: cross-site']
  expect(await observe(servers.framed, '/?embed=true', asFrame)).toEqual({
    ...PERFECT_BUT_PRELOADED,
    results: [...RESULTS.slice(0, -1), 'corp-implemented-with-cross-origin'],
    missed: ['strict-transport-security', 'cross-origin-resource-policy'],
    score: 130,
  })
})
