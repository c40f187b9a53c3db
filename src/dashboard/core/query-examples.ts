/** One of each kind. All of them are queries: a test reads them. */
export const QUERY_EXAMPLES = [
  '22,80,443',
  '8000-8100',
  '80*',
  'port:<=1024',
  '22/tcp',
  'redis',
  'service:"node exporter"',
  'status:danger',
  'class:database',
  'proto:udp',
  'servers:>50',
  'is:rare',
  '-status:unknown',
] as const

export type QueryExample = (typeof QUERY_EXAMPLES)[number]
