import { readQuery, SCOPE_PARAMETERS, word } from './query-string.ts'
import type { Category } from './scope.ts'
import { z } from './zod.ts'

/**
 * Openports' own route: scans into the inventory. `POST` with `ACTION_HEADER` and the files as `multipart/form-data`, its
 * parameters in the address; `GET` tells the limits. It is the only route that takes a body.
 */
export const IMPORTS_PATH = '/api/imports'

/** Files of one import; characters of the name of a file. */
export const IMPORT_LIMITS = { files: 1_000, name: 255 } as const

/** Before a file, when it was written (ISO 8601): the time of scans that do not tell theirs. */
export const WRITTEN_FIELD = 'written'
/** The files. */
export const FILE_FIELD = 'file'

const nameWanted = '1 to 256 characters, the name of the one server that the file is of'
const flag = z._default(z.enum(['true', 'false'], { error: 'true or false' }), 'false')

export const ImportParameters = z.object({
  ...SCOPE_PARAMETERS,
  host_name: z.optional(word(256, nameWanted)),
  /** Interrupted scans of nmap: the hosts that were finished. */
  partial: flag,
  /** Tells what the import would do, and stores nothing. */
  preview: flag,
})

/** What to import files as. */
export type ImportQuery = {
  category: Category
  enterpriseProject: string
  hostName?: string
  isPartial: boolean
  isPreview: boolean
}

/** @throws {InvalidParameter} naming the parameter that cannot be understood. */
export function readImportQuery(params: URLSearchParams): ImportQuery {
  const { category, enterprise_project_id, host_name, partial, preview } = readQuery(ImportParameters, params)
  return {
    category,
    enterpriseProject: enterprise_project_id,
    ...(host_name !== undefined && { hostName: host_name }),
    isPartial: partial === 'true',
    isPreview: preview === 'true',
  }
}

export const writeImportQuery = (query: ImportQuery): URLSearchParams =>
  new URLSearchParams({
    category: query.category,
    enterprise_project_id: query.enterpriseProject,
    ...(query.hostName !== undefined && { host_name: query.hostName }),
    ...(query.isPartial && { partial: 'true' }),
    ...(query.isPreview && { preview: 'true' }),
  })

const count = z.int().check(z.minimum(0))

const Row = z.object({ port: count, type: z.string(), num: count, status: z.string() })
const Side = z.object({ listeners: count, ports: count, some: z.array(Row) })

/**
 * What was imported, or would be. `files` are in the order in which they count; `servers` and `listeners` are of the files,
 * `newServers` those of them that the scope did not have. Of `opened` and `closed` ports, rows of `(port, type)`, some are named.
 * `total` is the scope afterwards. Instants are ISO 8601 in UTC.
 */
export const ImportAnswer = z.object({
  preview: z.boolean(),
  files: z.array(
    z.object({
      file: z.string(),
      format: z.string(),
      servers: count,
      listeners: count,
      skipped: z.array(z.object({ what: z.string(), times: count })),
    }),
  ),
  readFrom: z.string(),
  readTo: z.string(),
  servers: count,
  newServers: count,
  listeners: count,
  opened: Side,
  closed: Side,
  total: z.object({ ports: count, openPortInstances: count }),
})
export type ImportAnswer = z.infer<typeof ImportAnswer>

/**
 * What uploads may have, in bytes of unpacked files: each, and those of the user until `freeAt`, of which `left` are. `maxBytes` 0
 * is no uploads at all.
 */
export const ImportLimits = z.object({ maxBytes: count, left: count, freeAt: z.nullable(z.string()) })
export type ImportLimits = z.infer<typeof ImportLimits>

/** The type of an answer in lines of JSON: how far reading is, and at the end what came of it, as the usual answer has it. */
export const PROGRESS_TYPE = 'application/x-ndjson'

export const ImportLine = z.union([
  z.object({ progress: z.object({ bytes: count, ofBytes: count, files: count, ofFiles: count }) }),
  z.object({ answer: ImportAnswer }),
  z.object({ status: count, error: z.unknown() }),
])
export type ImportLine = z.infer<typeof ImportLine>
