import { ACCESS_OPERATIONS } from './access-operations.ts'
import { KEPT_OPERATIONS } from './kept-operations.ts'
import type { Operation } from './operation.ts'
import { PORT_OPERATIONS } from './port-operations.ts'

/** All routes but the page and its files. */
export const OPERATIONS: readonly Operation[] = [
  ...PORT_OPERATIONS,
  ...KEPT_OPERATIONS,
  ...ACCESS_OPERATIONS,
  {
    method: 'get',
    path: '/livez',
    id: 'getLiveness',
    summary: 'Whether the process responds',
    access: 'none',
    returns: 'text',
    errors: [503],
  },
  {
    method: 'get',
    path: '/readyz',
    id: 'getReadiness',
    summary: 'Whether the server takes requests for data',
    access: 'none',
    returns: 'text',
    errors: [503],
  },
  {
    method: 'get',
    path: '/metrics',
    id: 'getMetrics',
    summary: 'Metrics in the text format of Prometheus, for operators of all projects',
    access: 'metrics',
    returns: 'text',
    errors: [403],
  },
  {
    method: 'get',
    path: '/openapi.json',
    id: 'getOpenApi',
    summary: 'This document',
    access: 'data',
    returns: 'OpenApi',
  },
]
