import type { Hono } from 'hono'

import { readStatisticsQuery } from '#contract/port-statistics-query.ts'
import { encodeStatisticsPage, UNREAD_TAG, writeMark } from '#contract/port-statistics.ts'
import type { Collector } from '#server/hss/collector.ts'
import type { AppEnv } from '#server/http/env.ts'
import { matchesETag } from '#server/http/headers/etag.ts'
import type { QueuedRead } from '#server/http/limits/read-queue.ts'
import { jsonText, parametersOf, refuse, refuseProject } from '#server/http/responses.ts'
import type { Store } from '#server/store/types.ts'

import { isOfHss, refuseUnread } from './unread.ts'

/**
 * ListPortStatistics: the rows of a scope query, answered from the store. Asking again while nothing changed costs one
 * look-up of the current snapshot: 304 with its mark, whose times may have moved. What was not collected from HSS yet is
 * refused, not answered as empty. Large reads are queued.
 */
export function addStatistics(
  app: Hono<AppEnv>,
  store: Pick<Store, 'mark' | 'extent' | 'statistics' | 'projectKind'>,
  collector: Pick<Collector, 'lookedAt' | 'lookUps' | 'isWaitingForIds'>,
  queued: QueuedRead,
): void {
  app.get('/v5/:project/asset/port/statistics', async (c) => {
    const query = readStatisticsQuery(c.req.param('project'), parametersOf(c))
    collector.lookedAt(query.scopeQuery)

    const condition = c.req.header('If-None-Match')
    if (condition !== undefined) {
      const mark = await store.mark(query)
      if (mark && matchesETag(condition, String(mark.id))) return c.body(null, 304, writeMark(mark))
    }

    const read = async (): Promise<() => Response | Promise<Response>> => {
      const { total, rows, mark } = await store.statistics(query)
      if (mark === null) {
        const { project } = query.scopeQuery
        const kind = await store.projectKind(project)
        if (isOfHss(project, kind, collector)) {
          if (query.snapshot !== undefined) return () => refuse(c, 404, 'notFound', 'Snapshot not found.')
          return () => (condition === UNREAD_TAG ? c.body(null, 304) : refuseUnread(c))
        }
        if (kind === null) return () => refuseProject(c)
      }
      const text = JSON.stringify(encodeStatisticsPage({ total, rows }))
      return () => jsonText(c, text, mark ? writeMark(mark) : {})
    }
    const extent = await store.extent(query)
    return queued(c, { extent, rows: Math.min(query.limit, extent) }, read)
  })
}
