import type { HttpBindings } from '@hono/node-server'
import type { Context } from 'hono'

import type { AppEnv } from './answers.ts'

/** The address that a request came from, as the socket has it: nothing that a header claims. Empty without a socket. */
export function clientAddress(c: Context<AppEnv>): string {
  const bindings: Partial<HttpBindings> | undefined = c.env // set by the adapter; a test that calls the app has none
  return bindings?.incoming?.socket.remoteAddress ?? ''
}
