import { setTimeout } from 'node:timers/promises'

import type { Hono } from 'hono'

import type { Operations } from '#server/http/app.ts'
import { LOAD_LIMITS } from '#server/http/load.ts'
import type { Load } from '#server/http/load.ts'
import { refuse } from '#server/http/responses.ts'
import type { AppEnv } from '#server/http/responses.ts'
import type { Store } from '#server/store/types.ts'

/** A store that takes longer than this for its smallest question is not ready, in milliseconds. */
const PATIENCE = 2000

/** What is told to anybody, whatever else is closed to them. */
export const HEALTH_PATHS: ReadonlySet<string> = new Set(['/livez', '/readyz'])

/** Why requests should go elsewhere. */
type Unready = 'The server is stopping.' | 'The store does not answer.' | 'Nothing was read of HSS yet.'

/**
 * `/livez`: the process answers, and not late. `/readyz`: more requests may come, the store answers, and there is
 * something to show: where HSS is read, first rows of it, or what was read before. From then on HSS may be down. Both are open to all and
 * say nothing else.
 */
export function addHealth(
  app: Hono<AppEnv>,
  store: Pick<Store, 'projects'>,
  { load, isStopping, readsHss }: Pick<Operations, 'isStopping' | 'readsHss'> & { load: Pick<Load, 'lag'> },
): void {
  const unready = async (): Promise<Unready | null> => {
    if (isStopping()) return 'The server is stopping.'
    const late = new AbortController()
    try {
      const projects = await Promise.race([
        store.projects(),
        setTimeout(PATIENCE, null, { signal: late.signal }),
      ])
      if (projects === null) return 'The store does not answer.'
      const isRead = projects.some((project) =>
        project.enterpriseProjects.some(({ scopes }) => scopes.length > 0),
      )
      return isRead || !readsHss ? null : 'Nothing was read of HSS yet.'
    } catch {
      return 'The store does not answer.'
    } finally {
      late.abort()
    }
  }

  app.get('/livez', (c) =>
    load.lag() < LOAD_LIMITS.unwell
      ? c.text('ok\n')
      : refuse(c, 503, 'internal', 'The server has not kept up: something holds its event loop.'),
  )

  app.get('/readyz', async (c) => {
    const why = await unready()
    return why === null ? c.text('ok\n') : refuse(c, 503, 'internal', why)
  })
}
