import type { Hono } from 'hono'

import { encodeColumns } from '#analysis/columns.ts'
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
  encodingsOf,
  JSON_TYPE,
  parametersOf,
  refuse,
  refuseProject,
  sendBody,
  weakTag,
} from '#server/http/responses.ts'
import type { Store } from '#server/store/types.ts'

import { isOfHss, refuseUnread } from './unread.ts'

/** A form that rows are asked for in. */
type Form = {
  type: string
  read: typeof readStatisticsQuery
  answer: (store: Rows, query: StatisticsQuery) => Promise<{ bytes: Bytes; mark: SnapshotMark | null }>
}
type Rows = Pick<Store, 'statistics' | 'rowSet'>

const JSON_PAGE: Form = {
  type: JSON_TYPE,
  read: readStatisticsQuery,
  answer: async (store, query) => {
    const { mark, ...page } = await store.statistics(query)
    return { bytes: new TextEncoder().encode(JSON.stringify(encodeStatisticsPage(page))), mark }
  },
}

/** All rows, whatever their number. */
const COLUMNS: Form = {
  type: COLUMNS_TYPE,
  read: readColumnsQuery,
  answer: async (store, query) => {
    const { set, mark } = await store.rowSet(query)
    return { bytes: encodeColumns(set), mark }
  },
}

/**
 * ListPortStatistics: the rows of a scope query, answered from the store. Asking again while nothing changed costs one
 * look-up of the current snapshot: 304 with its mark, whose times may have moved. A body is made once for each snapshot,
 * query and encoding, and kept. What was not collected from HSS yet is refused, not answered as empty. Large reads are queued.
 * Who asks for columns gets all rows in them.
 */
export function addStatistics(
  app: Hono<AppEnv>,
  store: Rows & Pick<Store, 'extent' | 'projectKind'>,
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
    const keyOf = ({ id }: SnapshotMark): string =>
      JSON.stringify([form.type, { ...query, snapshot: id }, encodingsOf(c)])

    const read = async (): Promise<() => Response | Promise<Response>> => {
      const kept = current && cache.find(keyOf(current)) // or made while this request waited
      if (kept) return async () => sendBody(c, await kept, headersOf(form, current))
      const { bytes, mark } = await form.answer(store, query)
      if (mark === null) {
        const { project } = query.scopeQuery
        const kind = await store.projectKind(project)
        if (isOfHss(project, kind, collector)) {
          if (query.snapshot !== undefined) return () => refuse(c, 404, 'notFound', 'Snapshot not found.')
          return () => (condition === UNREAD_TAG ? c.body(null, 304) : refuseUnread(c))
        }
        if (kind === null) return () => refuseProject(c)
      }
      const body = bodyOf(c, bytes)
      if (mark) cache.keep(keyOf(mark), body)
      return async () => sendBody(c, await body, headersOf(form, mark))
    }
    const isKept = current !== null && cache.has(keyOf(current))
    return queued(c, { extent: isKept ? 0 : extent, rows: Math.min(query.limit, extent) }, read)
  })
}

/** The tag of columns is weak: the strong one is of the same rows as JSON. */
function headersOf({ type }: Form, mark: SnapshotMark | null): Record<string, string> {
  if (mark === null) return { 'Content-Type': type }
  const { ETag: tag = '', ...others } = writeMark(mark)
  return { ...others, ETag: type === COLUMNS_TYPE ? weakTag(tag) : tag, 'Content-Type': type }
}
