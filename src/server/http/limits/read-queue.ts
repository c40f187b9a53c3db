import type { Context } from 'hono'

import { whenDelivered } from '#server/http/connection.ts'
import type { AppEnv } from '#server/http/env.ts'
import type { Operations } from '#server/http/operations.ts'

import { refuseOverload } from './admission.ts'
import { FairQueue, QUEUE_LIMITS } from './fair-queue.ts'

/**
 * Responds at once where few rows may have to be read, else when it is the identity's turn. `read` blocks this process;
 * the function that it returns compresses and sends, which does not.
 *
 * @param extent how many rows may have to be read
 * @param rows how many of them the response may have
 */
export type QueuedRead = (
  c: Context<AppEnv>,
  cost: { extent: number; rows: number },
  read: () => Promise<() => Response | Promise<Response>>,
) => Promise<Response>

/** One queue for all routes that read many rows. */
export function createReadQueue({ admission, shed }: Pick<Operations, 'admission' | 'shed'>): QueuedRead {
  const queue = new FairQueue(admission.queue)
  return async (c, { extent, rows }, read) => {
    if (extent <= QUEUE_LIMITS.rows) return (await read())()
    const { subject } = c.var.who
    const respond = await queue.run(
      { subject, rows, delivered: whenDelivered(c), signal: c.req.raw.signal },
      read,
    )
    if (respond !== null) return respond()
    shed('share')
    return refuseOverload(c)
  }
}
