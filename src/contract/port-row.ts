import { DecodeError, isCount, isObject } from './decode.ts'

/**
 * One port with one type: how many servers have it open, and what HSS (or our own table) says of it.
 *
 * `type` is a transport and address family, `status` a rating. Both are words of a service that adds words from
 * time to time: the Open Telekom Cloud's page has neither TCP6 nor UDP6, and `normal` came with huaweicloud-sdk-go-v3
 * 0.1.161 of 2025-07-31. So a word we do not know is kept and shown as it is.
 */
export type PortRow = { port: number; type: string; servers: number; status: string }

/** The types of the reference, which port-statistics.ts names. */
export const TYPES = ['TCP', 'TCP6', 'UDP', 'UDP6'] as const

/** Worst first: the order in which ratings are listed, drawn and folded. */
export const STATUSES = ['danger', 'unknown', 'normal'] as const

export const MAX_PORT = 65_535

/** TCP for TCP and TCP6, UDP for UDP and UDP6. A type we do not know is its own protocol. */
export const protocolOf = (type: string): string => (type.endsWith('6') ? type.slice(0, -1) : type)

/**
 * How bad a status is: danger 3, a word we do not know 2, unknown 1, normal 0. A word we do not know ranks above
 * `unknown`, because a source that introduces a status has a reason.
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

/** Whether a status counts where several are folded into one: of two words of one severity the first by letter does. */
export function isWorseStatus(a: string, b: string): boolean {
  const more = statusSeverity(a) - statusSeverity(b)
  return more > 0 || (more === 0 && a < b)
}

/**
 * `unknow` and `unknown` are one state. huaweicloud-sdk-go-v3 documents the misspelling from 0.1.144 (2025-04-10) until
 * 0.1.182 (2025-12-25), the sample answers of ListPorts and terraform-provider-huaweicloud still do, and which of the two
 * a region sends today is not known.
 */
export const readStatus = (word: string): string => (word === 'unknow' ? 'unknown' : word)

/** A row by the names that it has on the wire. */
export type WireRow = { port: number; type: string; num: number; status: string }

/**
 * A row as it came. All fields are optional in the SDKs of HSS, and the Open Telekom Cloud's edition has no status; only
 * a row without a port cannot be shown at all.
 *
 * Plain code, since the page has nothing to show before the last of up to 262,144 rows: a schema takes 50 times as long.
 *
 * @param index Its place in the list that it came in, for the error.
 * @throws {DecodeError} with the field that is wrong, or `row` where it is no object.
 */
export function decodeRow(wire: unknown, index?: number): PortRow {
  if (!isObject(wire)) throw new DecodeError('row', 'an object', index)
  const { port, type = '', num = 0, status = 'unknown' } = wire
  // answers may have port 0, although a request may not ask for it
  if (!isCount(port) || port > MAX_PORT)
    throw new DecodeError('port', `a whole number, 0 to ${MAX_PORT}`, index)
  if (typeof type !== 'string') throw new DecodeError('type', 'text', index)
  if (!isCount(num)) throw new DecodeError('num', 'a whole number from 0 on', index)
  if (typeof status !== 'string') throw new DecodeError('status', 'text', index)
  return { port, type, servers: num, status: readStatus(status) }
}

/** The inverse of {@link decodeRow}. */
export const encodeRow = ({ port, type, servers, status }: PortRow): WireRow => ({
  port,
  type,
  num: servers,
  status,
})
