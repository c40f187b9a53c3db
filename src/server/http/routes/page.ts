import type { Context, Hono } from 'hono'
import { getCookie, setCookie } from 'hono/cookie'

import { FIRST_ANSWERS_ID } from '#contract/first-answers.ts'
import type { FirstAnswers } from '#contract/first-answers.ts'
import { LOCAL } from '#server/http/auth/access.ts'
import type { Access } from '#server/http/auth/access.ts'
import { isSameOrigin, isSameSite } from '#server/http/auth/csrf.ts'
import type { AppEnv } from '#server/http/env.ts'
import type { FirstAnswersOf } from '#server/http/first-answers.ts'
import type { AllowedHosts } from '#server/http/headers/allowed-hosts.ts'
import { negotiateEncoding } from '#server/http/headers/content-encoding.ts'
import type { ContentEncoding } from '#server/http/headers/content-encoding.ts'
import { matchesETag } from '#server/http/headers/etag.ts'
import { compressed, send } from '#server/http/responses.ts'
import type { Page, StaticFile } from '#server/http/static-files.ts'

const ONE_YEAR = 31_536_000 // seconds

/**
 * The built page: `/` and its files, each under its exact path. Any other path is not found, since there is one page.
 *
 * Where sign-in is not required, a browser that opens the page on a loopback name is given a session, because such a request
 * comes from this machine or through a tunnel to it. Under another allowed name it is not: there, a third party may be
 * asking. Nor does a request that another site caused get one: after a link from there, the page is open and asks for its
 * session itself.
 *
 * Whose session a tab has gets the first answers with the document; every other request gets the document as it was built.
 */
export function addPage(
  app: Hono<AppEnv>,
  page: Page,
  access: Access,
  hosts: AllowedHosts,
  ancestors: readonly string[],
  firstAnswers: FirstAnswersOf,
): void {
  for (const [path, file] of page.files)
    app.get(path, (c) => {
      c.set('kind', 'asset')
      c.header('Cache-Control', file.isImmutable ? `public, max-age=${ONE_YEAR}, immutable` : 'no-cache')
      if (path === EMBED_SCRIPT) allowModule(c, ancestors)
      c.header('ETag', `W/"${file.tag}"`) // weak, since every coding has it
      if (matchesETag(c.req.header('If-None-Match'), file.tag)) return c.body(null, 304)
      return sendFile(c, file)
    })

  app.get('/', async (c) => {
    c.set('kind', isForFrame(c) ? 'framed' : 'page')
    const givesSession =
      access.signInMethods.length === 0 && hosts.isLoopback(c.req.header('Host') ?? null) && isSameOrigin(c)
    const index = await page.index()
    if (!givesSession && !isForTab(c)) return sendFile(c, index)
    const { name, options } = access.cookie
    const { proxyIdentity } = c.var
    let who = await access.identify({ token: undefined, proxyIdentity, session: getCookie(c, name) })
    if (who === null && givesSession) setCookie(c, name, await access.openSession((who = LOCAL)), options)
    if (who === null || who.proof === 'ticket' || !isForTab(c)) return sendFile(c, index)
    const html = Buffer.from(index.body).toString()
    const first = html.includes(PLACE) ? await firstAnswers(c, who) : null
    if (first === null) return sendFile(c, index)
    // It is sent to one user, and no cache keeps it.
    return compressed(c, Buffer.from(html.replace(PLACE, () => filled(first))), {
      'Content-Type': index.type,
    })
  })
}

/** Whether the browser says that the response goes into a frame. */
const isForFrame = (c: Context<AppEnv>): boolean =>
  ['iframe', 'frame'].includes(c.req.header('Sec-Fetch-Dest') ?? '')

/**
 * Whether the browser says that the response is the document of a tab that its user opened: by the address, or from the page
 * itself. Nothing else gets data with the document, least of all what another site asks for.
 */
const isForTab = (c: Context<AppEnv>): boolean =>
  c.req.header('Sec-Fetch-Dest') === 'document' &&
  c.req.header('Sec-Fetch-Site') !== undefined &&
  isSameSite(c)

/** Where the document takes data. Another page, as the benchmark's, has no such place. */
const PLACE = `<script type="application/json" id="${FIRST_ANSWERS_ID}"></script>`

/** JSON has `<` in texts alone: with an escape in its place it is the same data, and no text of it ends or begins a tag. */
const filled = (first: FirstAnswers): string =>
  PLACE.replace('><', () => `>${JSON.stringify(first).replaceAll('<', '\\u003c')}<`)

/** What the pages that frame ours load, each from its own origin. */
const EMBED_SCRIPT = '/embed.js'

/** A module of another origin is loaded by CORS: for the origins that may frame the page. */
function allowModule(c: Context<AppEnv>, ancestors: readonly string[]): void {
  c.header('Vary', 'Origin', { append: true })
  const origin = c.req.header('Origin')
  if (origin !== undefined && ancestors.includes(origin)) c.header('Access-Control-Allow-Origin', origin)
}

/** Best first: by size, since a file is compressed once and sent often. */
const PREFERRED: readonly ContentEncoding[] = ['br', 'zstd', 'gzip']

function sendFile(c: Context<AppEnv>, { type, body, encoded }: StaticFile): Response {
  const available = PREFERRED.filter((coding) => encoded[coding] !== undefined)
  if (available.length > 0) c.header('Vary', 'Accept-Encoding', { append: true })
  const coding = negotiateEncoding(c.req.header('Accept-Encoding'), available)
  if (coding !== 'identity') c.header('Content-Encoding', coding)
  return send(c, (coding !== 'identity' && encoded[coding]) || body, { 'Content-Type': type })
}
