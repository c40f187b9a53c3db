import type { Context, Hono } from 'hono'
import { accepts } from 'hono/accepts'
import { getCookie, setCookie } from 'hono/cookie'

import type { Asset, Page } from '#server/http/assets.ts'
import { LOCAL } from '#server/http/auth/access.ts'
import type { Access } from '#server/http/auth/access.ts'
import { inPieces } from '#server/http/body.ts'
import { noneMatchNames } from '#server/http/conditional.ts'
import { isSurelyOwn } from '#server/http/csrf.ts'
import type { KnownHosts } from '#server/http/hosts.ts'
import type { AppEnv } from '#server/http/responses.ts'

const ONE_YEAR = 31_536_000 // seconds

/**
 * The built page: `/` and its files, each under its exact path. Any other path is not found, since there is one page.
 *
 * Where there is no other way to sign in, whoever opens the page on a loopback name is given a session, because such a
 * request comes from this machine or through a tunnel to it. Under an allowed other name the page has none: there,
 * somebody else may be asking. Nor does a request give one that another site caused: to somebody who follows a link from
 * there, the page is open as it is, and asks for its session itself.
 */
export function addPage(
  app: Hono<AppEnv>,
  page: Page,
  access: Access,
  hosts: KnownHosts,
  ancestors: readonly string[],
): void {
  for (const [path, asset] of page.files)
    app.get(path, (c) => {
      c.set('kind', 'asset')
      c.header('Cache-Control', asset.hashed ? `public, max-age=${ONE_YEAR}, immutable` : 'no-cache')
      if (path === EMBED_SCRIPT) allowModule(c, ancestors)
      c.header('ETag', `W/"${asset.tag}"`) // weak, since both encodings have it
      if (noneMatchNames(c.req.header('If-None-Match'), asset.tag)) return c.body(null, 304)
      return send(c, asset)
    })

  app.get('/', async (c) => {
    c.set('kind', isForFrame(c) ? 'framed' : 'page')
    if (access.ways.length === 0 && hosts.isLoopback(c.req.header('Host') ?? null) && isSurelyOwn(c)) {
      const { name, options } = access.cookie
      const known = await access.identify({ token: undefined, session: getCookie(c, name) })
      if (known === null) setCookie(c, name, await access.openSession(LOCAL), options)
    }
    return send(c, await page.index())
  })
}

/** Whether the browser says that the answer goes into a frame. */
const isForFrame = (c: Context<AppEnv>): boolean =>
  ['iframe', 'frame'].includes(c.req.header('Sec-Fetch-Dest') ?? '')

/** What the pages that frame ours load, each from its own origin. */
const EMBED_SCRIPT = '/embed.js'

/** A module of another origin is loaded by CORS: for the origins that may frame the page. */
function allowModule(c: Context<AppEnv>, ancestors: readonly string[]): void {
  c.header('Vary', 'Origin', { append: true })
  const origin = c.req.header('Origin')
  if (origin !== undefined && ancestors.includes(origin)) c.header('Access-Control-Allow-Origin', origin)
}

function send(c: Context<AppEnv>, { type, body, gzip }: Asset): Response {
  c.header('Content-Type', type)
  if (gzip === null) return sized(c, body)
  c.header('Vary', 'Accept-Encoding', { append: true })
  const encoding = accepts(c, {
    header: 'Accept-Encoding',
    supports: ['gzip', 'identity'],
    default: 'identity',
  })
  if (encoding === 'identity') return sized(c, body)
  c.header('Content-Encoding', 'gzip')
  return sized(c, gzip)
}

function sized(c: Context<AppEnv>, body: Uint8Array<ArrayBuffer>): Response {
  c.header('Content-Length', String(body.length))
  return c.body(inPieces(body))
}
