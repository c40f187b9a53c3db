import { MAX_PORT } from '#contract/port-row.ts'

/** What rows are told apart by beside a choice of values. `range` is one of {@link PORT_RANGES}. */
export const DIMENSIONS = ['type', 'status', 'tier', 'class', 'range'] as const
export type Dimension = (typeof DIMENSIONS)[number]

/** IANA's ranges of port numbers (RFC 6335, section 6), both ends included. */
export const PORT_RANGES = [
  { name: 'well-known', from: 0, to: 1023 },
  { name: 'registered', from: 1024, to: 49_151 },
  { name: 'dynamic', from: 49_152, to: MAX_PORT },
] as const

export type PortRange = (typeof PORT_RANGES)[number]['name']
