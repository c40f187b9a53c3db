import type { Context } from 'hono'
import { createMiddleware } from 'hono/factory'

import { ACTION_HEADER } from '#contract/headers.ts'
import type { AppEnv } from '#server/http/env.ts'
import { refuse } from '#server/http/responses.ts'

/**
 * Refuses a request to change something that another site may have made a browser send (cross-site request forgery).
 * A form, a link or an image of another site cannot send the header, and a browser names where a request comes from in
 * `Sec-Fetch-Site`, which programs and old browsers do not send.
 */
export const csrfProtection = createMiddleware<AppEnv>(async (c, next) =>
  isDeliberate(c)
    ? next()
    : refuse(
        c,
        403,
        'forbidden',
        `The header ${ACTION_HEADER} is required, and requests from other sites are rejected.`,
      ),
)

/**
 * Whether a request surely comes from the page itself or from the address bar: by what the browser says, or, of a browser
 * that does not say it, by the page's own header.
 */
export function isSameOrigin(c: Context<AppEnv>): boolean {
  const site = c.req.header('Sec-Fetch-Site')
  return site === 'none' || site === 'same-origin' || isDeliberate(c)
}

/** Whether no browser says that another site sends the request. To cookies, all ports of a machine are one site. */
export function isSameSite(c: Context<AppEnv>): boolean {
  const site = c.req.header('Sec-Fetch-Site') ?? 'none'
  return site === 'same-origin' || site === 'none'
}

function isDeliberate(c: Context<AppEnv>): boolean {
  const site = c.req.header('Sec-Fetch-Site') ?? 'same-origin'
  return site === 'same-origin' && c.req.header(ACTION_HEADER) !== undefined
}
