/** One of each kind. All of them are queries: a test reads them. */
export const QUERY_EXAMPLES = [
  '22,80,443',
  '8000-8100',
  '80*',
  'port:<=1024',
  '22/tcp',
  'redis',
  'service:"node exporter"',
  'risk:danger',
  'class:database',
  'tier:control',
  'protocol:udp',
  'servers:>50',
  'is:rare',
  '-risk:unknown',
] as const
