import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

import type { Grant } from '#server/common/identity.ts'
import { Secret } from '#server/common/secret.ts'
import type { Collector } from '#server/hss/collector.ts'
import { createApp } from '#server/http/app.ts'
import type { AppParts, Operations } from '#server/http/app.ts'
import { loadAsset } from '#server/http/assets.ts'
import type { Asset, Page } from '#server/http/assets.ts'
import { createAccess, sessionCookie, tokenKey } from '#server/http/auth/access.ts'
import type { Access } from '#server/http/auth/access.ts'
import { ATTEMPT_LIMITS, createAttempts } from '#server/http/auth/attempts.ts'
import type { Attempts } from '#server/http/auth/attempts.ts'
import { NO_HOPS } from '#server/http/auth/proxy/hops.ts'
import { answerHeaders } from '#server/http/headers.ts'
import { createKnownHosts } from '#server/http/hosts.ts'
import type { Refusing } from '#server/http/malformed-request.ts'
import type { Proxies } from '#server/http/proxies.ts'
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

/** A page of two files: one that packs well and is named after its content, one that does neither. */
export async function testPage(): Promise<Page> {
  const index = await loadAsset('/index.html', Buffer.from('<!doctype html><title>Openports</title>'))
  const files = new Map<string, Asset>()
  for (const [path, content] of [
    ['/assets/index-AbCd1234.js', 'void 0;'.repeat(1000)],
    ['/favicon.svg', '<svg xmlns="http://www.w3.org/2000/svg"/>'],
  ] as const)
    files.set(path, await loadAsset(path, Buffer.from(content)))
  return { build: index.tag, index: () => Promise.resolve(index), files }
}

/** A collector that has no project of HSS. */
export const NO_HSS: Collector = {
  lookedAt: () => undefined,
  status: () => Promise.resolve([]),
  lookUps: () => null,
  isWaitingForIds: () => false,
  wake: () => undefined,
  stop: () => Promise.resolve(),
}

/** Refusals with the server's headers, of which nobody hears. */
export const REFUSING: Refusing = { headers: answerHeaders().api, tell: () => undefined }

/** Nothing in front. */
export const NO_PROXIES: Proxies = { hops: NO_HOPS, areOnlyWayIn: false, headers: null }

/** Who may ask at a server on a port: with {@link TOKEN}, or a session of the store. */
export const testAccess = (
  { sessions, tokens }: Pick<Store, 'sessions' | 'tokens'>,
  parts: Partial<Parameters<typeof createAccess>[0]> = {},
): Access =>
  createAccess({
    ways: [],
    token: new Secret(TOKEN),
    cookie: sessionCookie({ isSecure: false, port: PORT }),
    sessions,
    tokens,
    report: (error) => {
      throw error // as a rejection that nobody handles, which fails the tests
    },
    ...parts,
  })

/** Attempts of which there is always one more: between any two, time enough goes by. */
function unslowed(): Attempts {
  let at = 0
  return createAttempts(() => (at += ATTEMPT_LIMITS.every))
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

/** Operations of a server with nothing to do and nobody who watches. */
export const testOperations = (parts: Partial<Operations> = {}): Operations => ({
  load: {
    inFlight: () => 0,
    lag: () => 0,
    overload: () => null,
    enter: () => () => undefined,
    wait: () => () => undefined,
    watch: () => () => undefined,
  },
  answered: () => undefined,
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
    collector: NO_HSS,
    access: testAccess(store),
    attempts: unslowed(),
    oidc: null,
    frame: { ancestors: [], origin: null },
    page: await testPage(),
    hosts: createKnownHosts({ host: '127.0.0.1', port: PORT }, ['ports.example.com']),
    proxies: NO_PROXIES,
    headers: answerHeaders(),
    report: (requestId, error) => void reported.push({ requestId, error }),
    operations: testOperations(),
    ...parts,
  })
  /** Asks as a program does: with the token and a known host, unless told otherwise. */
  const ask = (path: string, headers: Record<string, string> = {}, method = 'GET'): Promise<Response> =>
    Promise.resolve(app.request(path, { method, headers: { Host: HOST, 'X-Auth-Token': TOKEN, ...headers } }))
  /** Asks as anybody can: with a known host alone. */
  const visit = (path: string, headers: Record<string, string> = {}, method = 'GET'): Promise<Response> =>
    Promise.resolve(app.request(path, { method, headers: { Host: HOST, ...headers } }))
  return { app, ask, visit, reported }
}
