import type { HttpBindings } from '@hono/node-server'
import type { Context } from 'hono'

import type { AppEnv } from './env.ts'

/** Node's objects of a request; null for an app that a test calls as a function. */
export function connectionOf({ env }: Context<AppEnv>): HttpBindings | null {
  const { incoming, outgoing } = env ?? {}
  return incoming && outgoing ? { incoming, outgoing } : null
}

/** Resolves when the response was sent to its end, or the client left. */
export function whenDelivered(c: Context<AppEnv>): Promise<unknown> {
  const outgoing = connectionOf(c)?.outgoing
  return outgoing && !outgoing.closed
    ? new Promise((resolve) => outgoing.once('close', resolve))
    : Promise.resolve()
}
