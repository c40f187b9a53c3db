import type { Context } from 'hono'

import { ACTION_HEADER } from '#contract/headers.ts'

import { refuse } from './responses.ts'
import type { AppEnv } from './responses.ts'

/**
 * Whether the page or a program means to change something. A form, a link or an image of another site cannot send the
 * header, and a browser says where a request comes from.
 */
export function isMeant(c: Context<AppEnv>): boolean {
  const site = c.req.header('Sec-Fetch-Site') ?? 'same-origin' // programs and old browsers do not say
  return site === 'same-origin' && c.req.header(ACTION_HEADER) !== undefined
}

/**
 * Whether a request is surely none that another site made a browser send. The browser says so; of one that does not say
 * where its requests come from, the page does, by the header.
 */
export function isSurelyOwn(c: Context<AppEnv>): boolean {
  const site = c.req.header('Sec-Fetch-Site')
  return site === 'none' || site === 'same-origin' || isMeant(c)
}

export const refuseUnmeant = (c: Context<AppEnv>): Response =>
  refuse(c, 403, 'forbidden', `This takes the header ${ACTION_HEADER}, and no request of another site.`)
