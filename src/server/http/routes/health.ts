import { setTimeout } from 'node:timers/promises'

import type { Hono } from 'hono'

import type { AppEnv } from '#server/http/env.ts'
import { ADMISSION_LIMITS } from '#server/http/limits/admission.ts'
import type { Operations } from '#server/http/operations.ts'
import { refuse } from '#server/http/responses.ts'
import type { Store } from '#server/store/types.ts'

/** A store that takes longer than this for its smallest question is not ready, in milliseconds. */
const PATIENCE = 2000

/** These answer any client, however closed the server is. */
export const HEALTH_PATHS: ReadonlySet<string> = new Set(['/livez', '/readyz'])

/** Why requests should go elsewhere. */
type Unready = 'The server is stopping.' | 'The store is not responding.' | 'No data from HSS yet.'

/**
 * `/livez`: the process answers without much lag. `/readyz`: the server is not stopping, the store answers, and there is
 * something to show: where HSS is read, its first rows, or those of an earlier run. From then on HSS may be down. Both
 * answer any client, and tell nothing else.
 */
export function addHealth(
  app: Hono<AppEnv>,
  store: Pick<Store, 'projects'>,
  { admission, isStopping, readsHss }: Pick<Operations, 'admission' | 'isStopping' | 'readsHss'>,
): void {
  const unready = async (): Promise<Unready | null> => {
    if (isStopping()) return 'The server is stopping.'
    const late = new AbortController()
    try {
      const projects = await Promise.race([
        store.projects(),
        setTimeout(PATIENCE, null, { signal: late.signal }),
      ])
      if (projects === null) return 'The store is not responding.'
      const isRead = projects.some((project) =>
        project.enterpriseProjects.some(({ scopes }) => scopes.length > 0),
      )
      return isRead || !readsHss ? null : 'No data from HSS yet.'
    } catch {
      return 'The store is not responding.'
    } finally {
      late.abort()
    }
  }

  app.get('/livez', (c) =>
    admission.lag() < ADMISSION_LIMITS.unhealthyLag
      ? c.text('ok\n')
      : refuse(c, 503, 'internal', 'The server is unresponsive: its event loop is blocked.'),
  )

  app.get('/readyz', async (c) => {
    const why = await unready()
    return why === null ? c.text('ok\n') : refuse(c, 503, 'internal', why)
  })
}
