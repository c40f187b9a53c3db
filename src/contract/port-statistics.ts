import { DecodeError, isCount, isObject } from './decode.ts'
import { decodeRow, encodeRow } from './port-row.ts'
import type { PortRow, WireRow } from './port-row.ts'
import type { ScopeQuery } from './scope.ts'

/**
 * ListPortStatistics, by HSS's path. What comments call the reference is Huawei's page of it as of 2025-12-26
 * (support.huaweicloud.com/api-hss2.0/ListPortStatistics), which huaweicloud-sdk-go-v3 of 2026-03-13 agrees with. Pages
 * of some regions, and the Open Telekom Cloud's, are older.
 */
export const statisticsPath = (project: string): string =>
  `/v5/${encodeURIComponent(project)}/asset/port/statistics`

/**
 * HSS takes 10–200 rows a call and sorts by port alone. We take 1–50,000 and any column, so that one call brings a
 * whole scope in practice; a client that keeps to HSS's range notices no difference.
 */
export const LIMITS = { min: 1, default: 10, max: 50_000 } as const

/** Columns by their names on the wire. */
export const SORT_KEYS = ['port', 'type', 'num', 'status'] as const
export type SortKey = (typeof SORT_KEYS)[number]

/**
 * What a caller asks of the statistics: a scope query of scopes, a filter over rows, an order and a window.
 *
 * `port` is exact and may be any number, since a real client asks for port 99999 and expects an empty list
 * (the acceptance test of terraform-provider-huaweicloud). `portString` are digits that the port contains.
 * `snapshot` asks for the rows as they were in an earlier snapshot: Openports' own parameter.
 */
export type StatisticsQuery = {
  scopeQuery: ScopeQuery
  filter: { port?: number; portString?: string; type?: string; status?: string }
  sort: { key: SortKey; descending: boolean }
  limit: number
  offset: number
  snapshot?: number
}

/** The parameters of a query, defaults left out except where HSS's own default hides rows: those always go. */
export function writeStatisticsQuery(query: StatisticsQuery): URLSearchParams {
  const { scopeQuery, filter, sort } = query
  const params = new URLSearchParams({
    category: scopeQuery.category,
    enterprise_project_id: scopeQuery.enterpriseProject,
  })
  if (filter.port !== undefined) params.set('port', String(filter.port))
  if (filter.portString !== undefined) params.set('port_string', filter.portString)
  if (filter.type !== undefined) params.set('type', filter.type)
  if (filter.status !== undefined) params.set('status', filter.status)
  if (sort.key !== 'port') params.set('sort_key', sort.key)
  if (sort.descending) params.set('sort_dir', 'desc')
  if (query.limit !== LIMITS.default) params.set('limit', String(query.limit))
  if (query.offset !== 0) params.set('offset', String(query.offset))
  if (query.snapshot !== undefined) params.set('snapshot', String(query.snapshot))
  return params
}

/**
 * One window of the rows that match, and how many match in all: `total` counts rows (a port with a type), never
 * the servers in them.
 */
export type StatisticsPage = { total: number; rows: PortRow[] }

/**
 * An answer of the statistics endpoint. One without `data_list` is an error envelope, never "no ports".
 *
 * @throws {DecodeError} with the field that is wrong, and which row has it.
 */
export function decodeStatisticsPage(wire: unknown): StatisticsPage {
  const { total_num: total, data_list: list } = isObject(wire) ? wire : {}
  if (!Array.isArray(list)) throw new DecodeError('data_list', 'a list of rows')
  if (total !== undefined && !isCount(total)) throw new DecodeError('total_num', 'a whole number from 0 on')
  return { total: total ?? list.length, rows: list.map((row, i) => decodeRow(row, i)) }
}

/** The inverse of {@link decodeStatisticsPage}: an answer before it is JSON. */
export const encodeStatisticsPage = ({
  total,
  rows,
}: StatisticsPage): { total_num: number; data_list: WireRow[] } => ({
  total_num: total,
  data_list: rows.map((row) => encodeRow(row)),
})

/**
 * Which snapshot an answer comes from, when its first and last row were read (ISO 8601, UTC), and how much of what
 * the source claims it holds: 1 is all of it.
 */
export type SnapshotMark = { id: number; readFrom: string; readTo: string; complete: number }

/** The headers that carry the mark, beside the `ETag`, which is the snapshot's number in quotes. */
export const MARK_HEADERS = {
  readFrom: 'Openports-Read-From',
  readTo: 'Openports-Read-To',
  complete: 'Openports-Complete',
} as const

/**
 * The tag of "nothing was read yet". Of a scope query of which that holds there are no rows, not none: the answer is 503. A
 * client that knows sends the tag in `If-None-Match`, and gets 304 for as long.
 */
export const UNREAD_TAG = '"0"'

/** The mark as headers. `Openports-Complete` is `true`, or the share in two digits, never rounded up to all. */
export function writeMark(mark: SnapshotMark): Record<string, string> {
  return {
    ETag: `"${mark.id}"`,
    [MARK_HEADERS.readFrom]: mark.readFrom,
    [MARK_HEADERS.readTo]: mark.readTo,
    [MARK_HEADERS.complete]: mark.complete >= 1 ? 'true' : (Math.floor(mark.complete * 100) / 100).toFixed(2),
  }
}

/** The mark of an answer; null when the scope was never read, or the server is not ours. */
export function readMark(headers: Headers): SnapshotMark | null {
  const id = /^(?:W\/)?"(\d+)"$/.exec(headers.get('etag') ?? '')?.[1]
  const readFrom = headers.get(MARK_HEADERS.readFrom)
  const readTo = headers.get(MARK_HEADERS.readTo)
  const complete = headers.get(MARK_HEADERS.complete)
  if (id === undefined || readFrom === null || readTo === null || complete === null) return null
  return { id: Number(id), readFrom, readTo, complete: complete === 'true' ? 1 : Number(complete) }
}
