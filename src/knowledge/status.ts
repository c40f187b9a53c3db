import { dangerousPort } from './dangerous-ports.ts'

/**
 * What our own table says of a port with a type. Two look-ups, cheap enough to ask for every row. What the table
 * does not hold is `unknown` and never `normal`: nobody examined it.
 */
export const statusOf = (port: number, type: string): 'danger' | 'unknown' =>
  dangerousPort(port, type) === undefined ? 'unknown' : 'danger'
