import { setTimeout } from 'node:timers/promises'

import type { Hono } from 'hono'

import { refuse } from '#server/answers.ts'
import type { AppEnv } from '#server/answers.ts'
import { LOAD_LIMITS } from '#server/observe/load.ts'
import type { Load } from '#server/observe/load.ts'
import type { Store } from '#server/store/types.ts'

/** A store that takes longer than this for its smallest question is not ready, in milliseconds. */
const PATIENCE = 2000

/**
 * `/livez`: the process answers, and not late. `/readyz`: the store does, too, and more requests may come. Both are open to all and say
 * nothing else.
 */
export function addHealth(
  app: Hono<AppEnv>,
  store: Pick<Store, 'hasProject'>,
  { load, isStopping }: { load: Pick<Load, 'lag'>; isStopping: () => boolean },
): void {
  app.get('/livez', (c) =>
    load.lag() < LOAD_LIMITS.unwell
      ? c.text('ok\n')
      : refuse(c, 503, 'internal', 'The server has not kept up: something holds its event loop.'),
  )

  app.get('/readyz', async (c) => {
    if (isStopping()) return refuse(c, 503, 'internal', 'The server is stopping.')
    const late = new AbortController()
    const ready = await Promise.race([
      store.hasProject('').then(
        () => true,
        () => false,
      ),
      setTimeout(PATIENCE, false, { signal: late.signal }).catch(() => false),
    ])
    late.abort()
    return ready ? c.text('ok\n') : refuse(c, 503, 'internal', 'The store does not answer.')
  })
}
