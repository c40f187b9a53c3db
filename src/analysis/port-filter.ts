import { MAX_PORT } from '#contract/port-row.ts'

/**
 * Which ports a reader asks for: all of them, a list of ports and ranges (both ends included), or those whose
 * digits contain some digits, as HSS's `port_string` does.
 */
export type PortFilter =
  | { readonly kind: 'any' }
  | { readonly kind: 'ranges'; readonly ranges: readonly PortRange[] }
  | { readonly kind: 'digits'; readonly digits: string }

export type PortRange = { readonly from: number; readonly to: number }

export const ANY_PORT: PortFilter = { kind: 'any' }

/** Why a text is no port filter, and which part of it: the words are the page's, in the reader's language. */
export type PortFilterError = {
  readonly reason: 'notAPort' | 'tooLarge' | 'backwards' | 'digitsInList'
  readonly part: string
}

/**
 * Reads what a person types: `443`, `22,80,443`, `8000-8100`, both mixed, or `80*` and `*80*` for digits contained.
 * Blanks around the parts, Chinese commas and a trailing comma do not matter; an empty text asks for any port.
 */
export function parsePortFilter(text: string): PortFilter | PortFilterError {
  const parts = text
    .split(/[,，、]/)
    .map((part) => part.trim())
    .filter((part) => part !== '')
  if (parts.length === 0) return ANY_PORT

  const ranges: PortRange[] = []
  for (const part of parts) {
    const digits = /^(?:\*?(\d{1,32})\*|\*(\d{1,32}))$/.exec(part)
    if (digits) {
      if (parts.length > 1) return { reason: 'digitsInList', part }
      return { kind: 'digits', digits: digits[1] ?? digits[2] ?? '' }
    }
    const range = /^(\d+)(?:\s*[-–]\s*(\d+))?$/.exec(part)
    if (!range) return { reason: 'notAPort', part }
    const from = Number(range[1])
    const to = range[2] === undefined ? from : Number(range[2])
    if (from > MAX_PORT || to > MAX_PORT) return { reason: 'tooLarge', part }
    if (from > to) return { reason: 'backwards', part }
    ranges.push({ from, to })
  }
  return { kind: 'ranges', ranges }
}

export const isPortFilter = (read: PortFilter | PortFilterError): read is PortFilter => 'kind' in read

/** The text of a filter, which reads back as the same filter. */
export function printPortFilter(filter: PortFilter): string {
  switch (filter.kind) {
    case 'any':
      return ''
    case 'digits':
      return `${filter.digits}*`
    case 'ranges':
      return filter.ranges.map(({ from, to }) => (from === to ? String(from) : `${from}-${to}`)).join(',')
  }
}

/** One byte a port, 1 where the port is asked for: a filter of any size costs one look-up a row. */
export function portMask(filter: PortFilter): Uint8Array {
  const mask = new Uint8Array(MAX_PORT + 1)
  switch (filter.kind) {
    case 'any':
      mask.fill(1)
      break
    case 'ranges':
      for (const { from, to } of filter.ranges) mask.fill(1, from, to + 1)
      break
    case 'digits':
      for (let port = 0; port <= MAX_PORT; port++) if (String(port).includes(filter.digits)) mask[port] = 1
      break
  }
  return mask
}
