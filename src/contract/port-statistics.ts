import type { PortRow } from './port-row.ts'
import { MAX_PORT, PortRowCodec, readStatus } from './port-row.ts'
import type { Selection } from './scope.ts'
import { z } from './zod-mini.ts'

/** ListPortStatistics, by HSS's path. */
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
 * What a caller asks of the statistics: a selection of scopes, a filter over rows, an order and a window.
 *
 * `port` is exact and may be any number, since a real client asks for port 99999 and expects an empty list
 * (the acceptance test of terraform-provider-huaweicloud). `portString` are digits that the port contains.
 * `snapshot` asks for the rows as they were in an earlier snapshot: Openports' own parameter.
 */
export type StatisticsQuery = {
  selection: Selection
  filter: { port?: number; portString?: string; type?: string; status?: string }
  sort: { key: SortKey; descending: boolean }
  limit: number
  offset: number
  snapshot?: number
}

/** The parameters of a query, defaults left out except where HSS's own default hides rows: those always go. */
export function writeStatisticsQuery(query: StatisticsQuery): URLSearchParams {
  const { selection, filter, sort } = query
  const params = new URLSearchParams({
    category: selection.category,
    enterprise_project_id: selection.enterpriseProject,
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

const WirePage = z.object({
  total_num: z.optional(z.int().check(z.minimum(0))),
  data_list: z.array(PortRowCodec),
})

/** An answer of the statistics endpoint. One without `data_list` is an error envelope, never "no ports". */
export const StatisticsPageCodec = z.codec(
  WirePage,
  z.object({ total: z.int(), rows: z.array(z.custom<PortRow>()) }),
  {
    decode: ({ total_num, data_list }) => ({ total: total_num ?? data_list.length, rows: data_list }),
    encode: ({ total, rows }) => ({ total_num: total, data_list: rows }),
  },
)

/**
 * What {@link StatisticsPageCodec} decodes, and as strict. Rows that are as they should be, which is nearly all of them,
 * take a plain loop: for 262,144 of them 25 ms instead of 500, before which the page has nothing to show. Whatever the
 * loop does not take is the codec's to read, or to refuse in its words.
 *
 * @throws {z.core.$ZodError} when it is no answer.
 */
export function decodeStatisticsPage(wire: unknown): StatisticsPage {
  const { total_num, data_list }: { total_num?: unknown; data_list?: unknown } = Object(wire)
  if (!Array.isArray(data_list) || !isCount(total_num)) return StatisticsPageCodec.parse(wire)
  const rows: PortRow[] = []
  for (const row of data_list) {
    const { port, type, num, status }: { port?: unknown; type?: unknown; num?: unknown; status?: unknown } =
      Object(row)
    const isPlain = isCount(port) && port <= MAX_PORT && isCount(num)
    if (!isPlain || typeof type !== 'string' || typeof status !== 'string')
      return StatisticsPageCodec.parse(wire)
    rows.push({ port, type, servers: num, status: readStatus(status) })
  }
  return { total: total_num, rows }
}

const isCount = (value: unknown): value is number => Number.isSafeInteger(value) && Number(value) >= 0

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
 * The tag of "nothing was read yet". Of a selection of which that holds there are no rows, not none: the answer is 503. A
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
