import { readStatus } from './port-row.ts'
import { LIMITS, SORT_KEYS } from './port-statistics.ts'
import type { StatisticsQuery } from './port-statistics.ts'
import { digits, digitsWithin, readQuery, SCOPE_PARAMETERS, word } from './query-string.ts'
import { z } from './zod.ts'

// What a server needs to understand a statistics request: the page only makes them.

export const StatisticsParameters = z.object({
  ...SCOPE_PARAMETERS,
  port: z.optional(digits('a port number, 1 to 65535')),
  port_string: z.optional(
    z.string().check(z.regex(/^[0-9]{1,256}$/, 'digits that the port number contains')),
  ),
  type: z.optional(word(256, 'TCP, TCP6, UDP or UDP6')),
  status: z.optional(z.pipe(word(256, 'danger, normal or unknown'), z.transform(readStatus))),
  sort_key: z._default(z.enum(SORT_KEYS, { error: `one of ${SORT_KEYS.join(', ')}` }), 'port'),
  sort_dir: z._default(z.enum(['asc', 'desc'], { error: 'asc or desc' }), 'asc'),
  limit: z._default(digitsWithin(LIMITS.min, LIMITS.max), LIMITS.default),
  offset: z._default(digits('a whole number, 0 to 2000000: how many rows to pass over'), 0),
  snapshot: z.optional(digits("a snapshot's number, from the ETag of an earlier answer")),
})

/**
 * Reads the parameters of a statistics request.
 *
 * @throws {InvalidParameter} naming the parameter that cannot be understood.
 */
export function readStatisticsQuery(project: string, params: URLSearchParams): StatisticsQuery {
  const p = readQuery(StatisticsParameters, params)
  return {
    scopeQuery: { project, category: p.category, enterpriseProject: p.enterprise_project_id },
    filter: {
      ...(p.port !== undefined && { port: p.port }),
      ...(p.port_string !== undefined && { portString: p.port_string }),
      ...(p.type !== undefined && { type: p.type }),
      ...(p.status !== undefined && { status: p.status }),
    },
    sort: { key: p.sort_key, descending: p.sort_dir === 'desc' },
    limit: p.limit,
    offset: p.offset,
    ...(p.snapshot !== undefined && { snapshot: p.snapshot }),
  }
}

const ColumnsParameters = z.object({ ...SCOPE_PARAMETERS, snapshot: StatisticsParameters.shape.snapshot })

/**
 * Reads the parameters of a request for columns, which are all rows of a scope query: there is nothing else to choose.
 *
 * @throws {InvalidParameter} naming the parameter that cannot be understood.
 */
export function readColumnsQuery(project: string, params: URLSearchParams): StatisticsQuery {
  const p = readQuery(ColumnsParameters, params)
  return {
    scopeQuery: { project, category: p.category, enterpriseProject: p.enterprise_project_id },
    filter: {},
    sort: { key: 'port', descending: false },
    limit: Number.MAX_SAFE_INTEGER,
    offset: 0,
    ...(p.snapshot !== undefined && { snapshot: p.snapshot }),
  }
}

/**
 * What `port` and `port_string` ask for together: one exact port, digits contained, everything, or nothing. HSS
 * matches exactly when one of the two contains the other, and answers with nothing when neither does.
 */
export function portCondition({
  port,
  portString,
}: StatisticsQuery['filter']):
  | { kind: 'any' }
  | { kind: 'none' }
  | { kind: 'exact'; port: number }
  | { kind: 'digits'; digits: string } {
  if (port === undefined)
    return portString === undefined ? { kind: 'any' } : { kind: 'digits', digits: portString }
  if (portString === undefined) return { kind: 'exact', port }
  const own = String(port)
  return own.includes(portString) || portString.includes(own) ? { kind: 'exact', port } : { kind: 'none' }
}
