import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

import { allowedTargets } from '#server/alerts/allowed-targets.ts'
import type { Grant } from '#server/common/identity.ts'
import { Secret } from '#server/common/secret.ts'
import type { Collector } from '#server/hss/collector.ts'
import { createApp } from '#server/http/app.ts'
import type { AppParts } from '#server/http/app.ts'
import { createAccess, sessionCookie, tokenKey } from '#server/http/auth/access.ts'
import type { Access } from '#server/http/auth/access.ts'
import { NO_HOPS } from '#server/http/auth/proxy/hops.ts'
import type { Proxies } from '#server/http/auth/proxy/trusted-proxies.ts'
import { createAllowedHosts } from '#server/http/headers/allowed-hosts.ts'
import { responseHeaders } from '#server/http/headers/response-headers.ts'
import { ATTEMPT_LIMITS, createAttemptLimiter } from '#server/http/limits/attempt-limiter.ts'
import type { AttemptLimiter } from '#server/http/limits/attempt-limiter.ts'
import type { Rejections } from '#server/http/limits/malformed-request.ts'
import type { Operations } from '#server/http/operations.ts'
import { compressedFile, staticFile } from '#server/http/static-files.ts'
import type { Page } from '#server/http/static-files.ts'
import { openStore } from '#server/store/open.ts'
import type { Store } from '#server/store/types.ts'

export const PORT = 4040
export const HOST = `127.0.0.1:${PORT}`
export const TOKEN = 'a-token-of-the-tests-0123456789abcdef'

/** A store in a folder of its own, which goes with it. */
export async function openTestStore(): Promise<Store> {
  const dataDir = await mkdtemp(join(tmpdir(), 'openports-server-'))
  const store = await openStore({ dataDir })
  const close = async (): Promise<void> => {
    await store.close()
    await rm(dataDir, { recursive: true, force: true })
  }
  return { ...store, close }
}

/** What a browser says of the request when its user typed the address. */
export const TYPED = { 'Sec-Fetch-Site': 'none' } as const

const SCRIPT = '/assets/index-AbCd1234.js'
const index = staticFile('/index.html', Buffer.from('<!doctype html><title>Openports</title>'))
const icon = staticFile('/favicon.svg', Buffer.from('<svg xmlns="http://www.w3.org/2000/svg"/>'))
const script = await compressedFile(SCRIPT, Buffer.from('void 0;'.repeat(1000)))

/** A page of two files: one that compresses well and is named after its content, one that does neither. */
export const TEST_PAGE: Page = {
  build: index.tag,
  index: () => Promise.resolve(index),
  files: new Map([
    [SCRIPT, script],
    ['/favicon.svg', icon],
  ]),
}

/** A collector that has no project of HSS. */
export const NO_HSS: Collector = {
  noteViewer: () => undefined,
  status: () => Promise.resolve([]),
  lookUps: () => null,
  isWaitingForIds: () => false,
  wake: () => undefined,
  stop: () => Promise.resolve(),
}

/** Rejections with the server's headers, without a log. */
export const REJECTIONS: Rejections = { headers: responseHeaders().api, report: () => undefined }

/** Nothing in front. */
export const NO_PROXIES: Proxies = { hops: NO_HOPS, isExclusive: false, headers: null }

/** Who may ask at a server on a port: with {@link TOKEN}, or a session of the store. */
export const testAccess = (
  { sessions, tokens }: Pick<Store, 'sessions' | 'tokens'>,
  parts: Partial<Parameters<typeof createAccess>[0]> = {},
): Access =>
  createAccess({
    signInMethods: [],
    token: new Secret(TOKEN),
    cookie: sessionCookie({ isSecure: false, port: PORT }),
    sessions,
    tokens,
    report: (error) => {
      throw error // as an unhandled rejection, which fails the tests
    },
    ...parts,
  })

/** A limiter that never limits: between any two attempts, time enough goes by. */
function noLimiter(): AttemptLimiter {
  let at = 0
  return createAttemptLimiter(() => (at += ATTEMPT_LIMITS.every))
}

/** A token of that name, given out with these grants. */
export async function giveToken(
  { tokens }: Pick<Store, 'tokens'>,
  name: string,
  grants: Grant[],
): Promise<string> {
  const token = `the-token-of-${name}-0123456789abcdef`
  await tokens.add(tokenKey(token), { name, grants, created: new Date(0).toISOString(), expires: null })
  return token
}

/** Operations of an idle server without monitoring. */
export const testOperations = (parts: Partial<Operations> = {}): Operations => ({
  admission: {
    inFlight: () => 0,
    lag: () => 0,
    shedReason: () => null,
    enter: () => () => undefined,
    queue: () => () => undefined,
    watch: () => () => undefined,
  },
  recordAccess: () => undefined,
  shed: () => undefined,
  metrics: { read: () => Promise.resolve(''), token: null },
  isStopping: () => false,
  readsHss: false,
  ...parts,
})

/** The app over a store, as a server on {@link PORT} has it, with what it reported. */
export async function createTestApp(
  store: AppParts['store'] & Pick<Store, 'sessions' | 'tokens'>,
  parts: Partial<AppParts> = {},
) {
  const reported: { requestId: string; error: Error }[] = []
  const app = createApp({
    store,
    uploads: { folder: tmpdir(), maxBytes: 1_000_000, dailyBytes: 10_000_000 },
    collector: NO_HSS,
    alerts: { targets: allowedTargets([]), test: () => Promise.resolve(true) },
    access: testAccess(store),
    limiter: noLimiter(),
    oidc: null,
    frame: { ancestors: [], origin: null },
    page: TEST_PAGE,
    hosts: createAllowedHosts({ host: '127.0.0.1', port: PORT }, ['ports.example.com']),
    proxies: NO_PROXIES,
    headers: responseHeaders(),
    report: (requestId, error) => void reported.push({ requestId, error }),
    operations: testOperations(),
    ...parts,
  })
  /** Asks as a program does: with the token and a known host, unless told otherwise. */
  const ask = (path: string, headers: Record<string, string> = {}, method = 'GET'): Promise<Response> =>
    Promise.resolve(app.request(path, { method, headers: { Host: HOST, 'X-Auth-Token': TOKEN, ...headers } }))
  /** A request without credentials: with a known host alone. */
  const visit = (path: string, headers: Record<string, string> = {}, method = 'GET'): Promise<Response> =>
    Promise.resolve(app.request(path, { method, headers: { Host: HOST, ...headers } }))
  return { app, ask, visit, reported }
}
