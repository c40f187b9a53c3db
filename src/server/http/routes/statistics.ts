import type { Hono } from 'hono'

import { encodeColumns } from '#analysis/columns.ts'
import { createRowSet } from '#analysis/row-set.ts'
import { asksForColumns, COLUMNS_TYPE } from '#contract/columns.ts'
import { readColumnsQuery, readStatisticsQuery } from '#contract/port-statistics-query.ts'
import { encodeStatisticsPage, UNREAD_TAG, writeMark } from '#contract/port-statistics.ts'
import type { Collector } from '#server/hss/collector.ts'
import { whenDelivered } from '#server/http/connection.ts'
import type { AppEnv } from '#server/http/env.ts'
import { matchesETag } from '#server/http/headers/etag.ts'
import { refuseOverload } from '#server/http/limits/admission.ts'
import { QUEUE_LIMITS, FairQueue } from '#server/http/limits/fair-queue.ts'
import type { Operations } from '#server/http/operations.ts'
import { compressed, jsonText, parametersOf, refuse, refuseProject, weakTag } from '#server/http/responses.ts'
import type { Store } from '#server/store/types.ts'

import { isOfHss, refuseUnread } from './unread.ts'

/**
 * ListPortStatistics: the rows of a scope query, answered from the store. Asking again while nothing changed costs one
 * look-up of the current snapshot: 304 with its mark, whose times may have moved. What was not collected from HSS yet is
 * refused, not answered as empty. Large reads are queued. Who asks for columns gets all rows in them.
 */
export function addStatistics(
  app: Hono<AppEnv>,
  store: Pick<Store, 'mark' | 'extent' | 'statistics' | 'projectKind'>,
  collector: Pick<Collector, 'lookedAt' | 'lookUps' | 'isWaitingForIds'>,
  { admission, shed }: Pick<Operations, 'admission' | 'shed'>,
): void {
  const queue = new FairQueue(admission.queue)
  app.get('/v5/:project/asset/port/statistics', async (c) => {
    const isColumns = asksForColumns(c.req.header('Accept'))
    const readQuery = isColumns ? readColumnsQuery : readStatisticsQuery
    const query = readQuery(c.req.param('project'), parametersOf(c))
    c.header('Vary', 'Accept')
    collector.lookedAt(query.scopeQuery)

    const condition = c.req.header('If-None-Match')
    if (condition !== undefined) {
      const mark = await store.mark(query)
      if (mark && matchesETag(condition, String(mark.id))) return c.body(null, 304, writeMark(mark))
    }

    /** Reads and writes the body, which blocks this process; what it returns compresses and sends that, which does not. */
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
      const headers = mark ? writeMark(mark) : {}
      if (!isColumns) {
        const text = JSON.stringify(encodeStatisticsPage({ total, rows }))
        return () => jsonText(c, text, headers)
      }
      const bytes = encodeColumns(createRowSet(rows.length, rows))
      const tag = mark && { ETag: weakTag(`"${mark.id}"`) } // the other tag is of the same rows as JSON
      return () => compressed(c, bytes, { ...headers, ...tag, 'Content-Type': COLUMNS_TYPE })
    }
    const extent = await store.extent(query)
    if (extent <= QUEUE_LIMITS.rows) return (await read())()
    const { subject } = c.var.who
    const rows = Math.min(query.limit, extent)
    const respond = await queue.run(
      { subject, rows, delivered: whenDelivered(c), signal: c.req.raw.signal },
      read,
    )
    if (respond !== null) return respond()
    shed('share')
    return refuseOverload(c)
  })
}
