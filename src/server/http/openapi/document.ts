import { COLUMNS_TYPE } from '#contract/columns.ts'
import { EMBED_SESSION_HEADER, TICKET_HEADER } from '#contract/embed.ts'
import { ACTION_HEADER, BUILD_HEADER, FAILURE_HEADER } from '#contract/headers.ts'
import { FILE_FIELD, WRITTEN_FIELD } from '#contract/imports.ts'
import { MARK_HEADERS } from '#contract/port-statistics.ts'

import { bodySchemas } from './bodies.ts'
import type { ErrorStatus, Operation } from './operation.ts'
import { OPERATIONS } from './operations.ts'
import { queryParameters } from './parameters.ts'
import type { Parameter } from './parameters.ts'

const HEADERS: Readonly<Record<string, string>> = {
  'X-Request-Id': 'ID of the response',
  [BUILD_HEADER]: 'Build of the page that the server has',
  ETag: 'Number of the snapshot, weak if the response is compressed',
  [MARK_HEADERS.readFrom]: 'When its first row was collected (ISO 8601, UTC)',
  [MARK_HEADERS.readTo]: 'When its last row was collected, or the same rows were last confirmed',
  [MARK_HEADERS.complete]: "true, or the share of the source's rows in the snapshot",
  [MARK_HEADERS.affected]: 'Number of servers with a dangerous port, where the source names its servers',
  'Retry-After': 'Seconds until another attempt is worth it',
  [FAILURE_HEADER]: 'Kind of the failure of HSS',
}

const EVERY = ['X-Request-Id', BUILD_HEADER]
const OF_SNAPSHOT = ['ETag', ...Object.values(MARK_HEADERS)]

const ERRORS: Readonly<Record<ErrorStatus, { description: string; headers?: readonly string[] }>> = {
  400: { description: 'A parameter is invalid, which the message names, or the request is malformed' },
  401: { description: 'No valid token, session or ticket' },
  403: { description: `${ACTION_HEADER} is missing, or a role is required` },
  404: { description: 'Not found', headers: [FAILURE_HEADER] },
  408: { description: 'The upload stalled' },
  409: {
    description:
      'The name is in use, the project has the maximum of views or rules, or the same is being done',
  },
  413: { description: 'The files are too large for an upload' },
  422: { description: 'Files have errors, each in a line of the message: nothing was imported' },
  429: {
    description:
      'The HSS quota or that of uploads is used up, or too many failed attempts came from the address',
    headers: ['Retry-After'],
  },
  500: { description: 'Server error' },
  502: { description: 'The call to HSS failed', headers: [FAILURE_HEADER] },
  503: { description: 'Overloaded, or no data from HSS yet', headers: ['Retry-After', ...OF_SNAPSHOT] },
  507: { description: 'The disk of the server is full' },
}

const SECURITY = {
  data: [{ apiToken: [] }, { embedSession: [] }],
  metrics: [{ apiToken: [] }, { metricsToken: [] }],
  ticket: [{ ticket: [] }],
  none: [],
} as const

/** Errors that every request may get, by what it needs. */
const USUAL: Readonly<Record<Operation['access'], readonly ErrorStatus[]>> = {
  data: [400, 401, 429, 500, 503],
  metrics: [401, 429, 500],
  ticket: [400, 500],
  none: [400, 500],
}

/** Fields in the order of the form, each time before its file. */
const FILES = {
  required: true,
  content: {
    'multipart/form-data': {
      schema: {
        type: 'object',
        required: [FILE_FIELD],
        properties: {
          [WRITTEN_FIELD]: {
            type: 'string',
            format: 'date-time',
            description: 'Before a file: when it was written, for scans that do not tell their time',
          },
          [FILE_FIELD]: { type: 'array', items: { type: 'string', format: 'binary' } },
        },
      },
    },
  },
}

type Ref = { $ref: string }
type Response = {
  description: string
  headers?: Record<string, Ref>
  content?: Record<string, { schema?: Ref | { type: string } }>
}

type Described = {
  operationId: string
  summary: string
  security: (typeof SECURITY)[Operation['access']]
  parameters: Parameter[]
  requestBody?: object
  responses: Record<string, Response | Ref>
}

/** The API as OpenAPI 3.1, made of the schemas by which requests are read and responses are written. */
export const openApiDocument = () => ({
  openapi: '3.1.1',
  info: {
    title: 'Openports',
    version: 'v5',
    description:
      'The open port calls of Huawei Cloud Host Security Service (HSS v5), and the calls of Openports. docs/api.md describes them in words.',
  },
  servers: [{ url: '/' }],
  paths: Object.fromEntries(
    [...Map.groupBy(OPERATIONS, ({ path }) => path)].map(([path, operations]) => [
      path.replaceAll(/:(\w+)/g, '{$1}'),
      Object.fromEntries(operations.map((operation) => [operation.method, describe(operation)])),
    ]),
  ),
  components: {
    schemas: bodySchemas(),
    headers: Object.fromEntries(
      Object.entries(HEADERS).map(([name, description]) => [
        name,
        { description, schema: { type: 'string' } },
      ]),
    ),
    responses: errorResponses(),
    securitySchemes: {
      apiToken: { type: 'apiKey', in: 'header', name: 'X-Auth-Token' },
      embedSession: { type: 'apiKey', in: 'header', name: EMBED_SESSION_HEADER },
      ticket: { type: 'apiKey', in: 'header', name: TICKET_HEADER },
      metricsToken: { type: 'http', scheme: 'bearer' },
    },
  },
})

function errorResponses(): Record<string, Response> {
  const named: [string, { description: string; headers?: readonly string[] }][] = [
    ...Object.entries(ERRORS),
    ['default', { description: 'Another error' }],
  ]
  return Object.fromEntries(
    named.map(([status, { description, headers = [] }]) => [
      status,
      { description, headers: headerRefs([...EVERY, ...headers]), content: json('Error') },
    ]),
  )
}

function describe(operation: Operation): Described {
  const { method, id, summary, access, errors = [] } = operation
  const statuses = new Set([...USUAL[access], ...(method === 'get' ? [] : [403 as const]), ...errors])
  return {
    operationId: id,
    summary,
    security: SECURITY[access],
    parameters: parametersOf(operation),
    ...(operation.takesFiles && { requestBody: FILES }),
    responses: {
      ...successOf(operation),
      ...Object.fromEntries(
        [...statuses].map((status) => [status, { $ref: `#/components/responses/${status}` }]),
      ),
      default: { $ref: '#/components/responses/default' },
    },
  }
}

function parametersOf({ method, path, query, headers = {}, isOfSnapshot }: Operation): Parameter[] {
  const text = { type: 'string' }
  return [
    ...Array.from(path.matchAll(/:(\w+)/g), ([, name = '']) => ({
      name,
      in: 'path' as const,
      required: true,
      description: `ID of the ${name}`,
      schema: text,
    })),
    ...(query ? queryParameters(query) : []),
    ...Object.entries(headers).map(([name, description]) => ({
      name,
      in: 'header' as const,
      required: false,
      description,
      schema: text,
    })),
    ...(method === 'get'
      ? []
      : [
          {
            name: ACTION_HEADER,
            in: 'header' as const,
            required: true,
            description: 'Any value',
            schema: text,
          },
        ]),
    ...(isOfSnapshot
      ? [
          {
            name: 'If-None-Match',
            in: 'header' as const,
            required: false,
            description: 'An ETag',
            schema: text,
          },
        ]
      : []),
  ]
}

function successOf({ returns, isOfSnapshot }: Operation): Record<string, Response> {
  const headers = headerRefs([...EVERY, ...(isOfSnapshot ? OF_SNAPSHOT : [])])
  if (returns === null) return { 204: { description: 'Done', headers } }
  if (returns === 'accepted') return { 202: { description: 'Accepted', headers } }
  if (returns === 'redirect') return { 302: { description: 'Redirect' } }
  if (returns === 'notice')
    return { 200: { description: 'A page that continues', content: { 'text/html': {} } } }
  if (returns === 'text')
    return { 200: { description: 'OK', headers, content: { 'text/plain': { schema: { type: 'string' } } } } }
  const content =
    returns === 'OpenApi' ? { 'application/json': { schema: { type: 'object' } } } : json(returns)
  if (!isOfSnapshot) return { 200: { description: 'OK', headers, content } }
  return {
    200: { description: 'OK', headers, content: { ...content, [COLUMNS_TYPE]: {} } },
    304: { description: 'The snapshot is still the latest', headers },
  }
}

const headerRefs = (names: readonly string[]) =>
  Object.fromEntries(names.map((name) => [name, { $ref: `#/components/headers/${name}` }]))

const json = (body: string) => ({
  'application/json': { schema: { $ref: `#/components/schemas/${body}` } },
})
