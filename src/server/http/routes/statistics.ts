import type { Hono } from 'hono'

import { encodeColumns } from '#analysis/columns.ts'
import { EMPTY_ROW_SET } from '#analysis/row-set.ts'
import type { RowSet } from '#analysis/row-set.ts'
import { statisticsPage } from '#analysis/statistics-page.ts'
import { asksForColumns, COLUMNS_TYPE } from '#contract/columns.ts'
import { readColumnsQuery, readStatisticsQuery } from '#contract/port-statistics-query.ts'
import { encodeStatisticsPage, UNREAD_TAG, writeMark } from '#contract/port-statistics.ts'
import type { SnapshotMark, StatisticsQuery } from '#contract/port-statistics.ts'
import type { Collector } from '#server/hss/collector.ts'
import { BodyCache } from '#server/http/body-cache.ts'
import type { Bytes } from '#server/http/content.ts'
import type { AppEnv } from '#server/http/env.ts'
import { matchesETag } from '#server/http/headers/etag.ts'
import type { QueuedRead } from '#server/http/limits/read-queue.ts'
import {
  bodyOf,
  compressed,
  encodingsOf,
  JSON_TYPE,
  parametersOf,
  refuse,
  refuseProject,
  sendBody,
  weakTag,
} from '#server/http/responses.ts'
import type { SnapshotRows } from '#server/http/snapshot-rows.ts'
import type { Store } from '#server/store/types.ts'

import { isOfHss, refuseUnread } from './unread.ts'

/** A form that rows are asked for in. */
type Form = {
  type: string
  read: typeof readStatisticsQuery
  write: (rows: RowSet, query: StatisticsQuery) => Bytes
}

const JSON_PAGE: Form = {
  type: JSON_TYPE,
  read: readStatisticsQuery,
  write: (rows, query) =>
    new TextEncoder().encode(JSON.stringify(encodeStatisticsPage(statisticsPage(rows, query)))),
}

/** All rows, whatever their number. */
const COLUMNS: Form = {
  type: COLUMNS_TYPE,
  read: readColumnsQuery,
  write: encodeColumns,
}

/**
 * ListPortStatistics: the rows of a scope query. Asking again while nothing changed costs one look-up of the current
 * snapshot: 304 with its mark, whose times may have moved. The rows of a snapshot are read once, and a body is made once for
 * each query and encoding; both are kept. What was not collected from HSS yet is refused, not answered as empty. Large reads are queued.
 * Who asks for columns gets all rows in them.
 */
export function addStatistics(
  app: Hono<AppEnv>,
  {
    store,
    snapshots,
  }: { store: Pick<Store, 'extent' | 'projectKind'>; snapshots: Pick<SnapshotRows, 'has' | 'of'> },
  collector: Pick<Collector, 'noteViewer' | 'lookUps' | 'isWaitingForIds'>,
  queued: QueuedRead,
): void {
  const cache = new BodyCache()
  app.get('/v5/:project/asset/port/statistics', async (c) => {
    const form = asksForColumns(c.req.header('Accept')) ? COLUMNS : JSON_PAGE
    const query = form.read(c.req.param('project'), parametersOf(c))
    c.header('Vary', 'Accept')
    collector.noteViewer(query.scopeQuery)

    const { mark: current, rows: extent } = await store.extent(query)
    const condition = c.req.header('If-None-Match')
    if (current && matchesETag(condition, String(current.id))) return c.body(null, 304, writeMark(current))

    /** All that a body is made of: the rows of a snapshot never change, so that its number stands for them. */
    const key = JSON.stringify([form.type, { ...query, snapshot: current?.id }, encodingsOf(c)])

    const read = async (): Promise<() => Response | Promise<Response>> => {
      if (current === null) {
        const { project } = query.scopeQuery
        const kind = await store.projectKind(project)
        if (isOfHss(project, kind, collector)) {
          if (query.snapshot !== undefined) return () => refuse(c, 404, 'notFound', 'Snapshot not found.')
          return () => (condition === UNREAD_TAG ? c.body(null, 304) : refuseUnread(c))
        }
        if (kind === null) return () => refuseProject(c)
        return () => compressed(c, form.write(EMPTY_ROW_SET, query), { 'Content-Type': form.type })
      }
      const kept = cache.find(key) // or made while this request waited
      if (kept) return async () => sendBody(c, await kept, headersOf(form, current))
      const rows = await snapshots.of(query.scopeQuery, current.id)
      const body = bodyOf(c, form.write(rows, query))
      cache.keep(key, body)
      return async () => sendBody(c, await body, headersOf(form, current))
    }
    const toWrite = Math.min(query.limit, extent)
    const toRead = current !== null && snapshots.has(query.scopeQuery, current.id) ? toWrite : extent
    return queued(c, { extent: cache.has(key) ? 0 : toRead, rows: toWrite }, read)
  })
}

/** The tag of columns is weak: the strong one is of the same rows as JSON. */
function headersOf({ type }: Form, mark: SnapshotMark): Record<string, string> {
  const { ETag: tag = '', ...others } = writeMark(mark)
  return { ...others, ETag: type === COLUMNS_TYPE ? weakTag(tag) : tag, 'Content-Type': type }
}
