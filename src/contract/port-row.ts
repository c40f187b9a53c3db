import { z } from './zod-mini.ts'

/**
 * One port with one type: how many servers have it open, and what HSS (or our own table) says of it.
 *
 * `type` is a transport and address family, `status` a verdict. Both are words of a service that adds words from
 * time to time (TCP6 and UDP6 came with the current reference, `normal` in July 2025), so a word we do not know
 * is kept and shown as it is.
 */
export type PortRow = { port: number; type: string; servers: number; status: string }

/** The types of the current reference. Older regional pages know TCP and UDP alone. */
export const TYPES = ['TCP', 'TCP6', 'UDP', 'UDP6'] as const

/** Worst first: the order in which verdicts are listed, drawn and folded. */
export const STATUSES = ['danger', 'unknown', 'normal'] as const

export const MAX_PORT = 65_535

/** TCP for TCP and TCP6, UDP for UDP and UDP6. A type we do not know is its own protocol. */
export const protocolOf = (type: string): string => (type.endsWith('6') ? type.slice(0, -1) : type)

/**
 * How bad a status is: danger 3, a word we do not know 2, unknown 1, normal 0. A word we do not know ranks above
 * `unknown`, because somebody took the trouble to introduce it.
 */
export function statusSeverity(status: string): number {
  switch (status) {
    case 'danger':
      return 3
    case 'unknown':
      return 1
    case 'normal':
      return 0
    default:
      return 2
  }
}

/**
 * `unknow` and `unknown` are one state. The SDK's history shows the misspelling on the wire from April to
 * December 2025, sample answers and Terraform's documentation still have it, and which of the two a region sends
 * today is not known.
 */
export const readStatus = (word: string): string => (word === 'unknow' ? 'unknown' : word)

/** Every field is optional in every SDK of the vendor; only a row without a port cannot be shown at all. */
const WireRow = z.object({
  port: z.int().check(z.minimum(0), z.maximum(MAX_PORT)), // answers may have 0, although a request may not ask for it
  type: z.optional(z.string()),
  num: z.optional(z.int().check(z.minimum(0))),
  status: z.optional(z.string()), // absent in the Open Telekom Cloud's edition
})

const Row = z.object({ port: z.int(), type: z.string(), servers: z.int(), status: z.string() })

/** Wire and domain, written once: the page decodes with it, the server encodes with it. */
export const PortRowCodec = z.codec(WireRow, Row, {
  decode: ({ port, type = '', num = 0, status = 'unknown' }) => ({
    port,
    type,
    servers: num,
    status: readStatus(status),
  }),
  encode: ({ port, type, servers, status }) => ({ port, type, num: servers, status }),
})
