import type { Context } from 'hono'

import type { AppEnv } from './responses.ts'

/**
 * The address that a request came from: the socket's, or what a trusted proxy says of it. Nothing else that a header
 * claims. Empty without a socket.
 */
export const clientAddress = (c: Context<AppEnv>): string => c.var.address
