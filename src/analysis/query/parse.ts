import { PORT_RANGES } from '#analysis/dimensions.ts'
import { readNetwork } from '#analysis/network.ts'
import { secondsOf } from '#analysis/recent.ts'
import { MAX_PORT, readStatus } from '#contract/port-row.ts'
import { REACHES } from '#contract/reach.ts'

import { fieldNamed, MAX_SERVERS, PROPERTIES } from './query.ts'
import type { Condition, Field, NumberValue, PortValue, Property, Query, Term } from './query.ts'

/** Where in the text something stands: from its first character to behind its last. */
export type Span = { readonly start: number; readonly end: number }

/** Why a part of the text is no term. The words are the page's, in the reader's language. */
export type QueryError = Span & {
  readonly reason:
    | 'unknownField' // `color:red`
    | 'noValue' // `port:`
    | 'notAPort' // `port:ssh`
    | 'notANumber' // `servers:many`
    | 'tooLarge' // `port:70000`
    | 'backwards' // `port:90-80`
    | 'unknownProperty' // `is:strange`
    | 'unknownRange' // `range:low`
    | 'notASpan' // `since:monday`
    | 'notAnAddress' // `ip:web`
    | 'unknownReach' // `reach:far`
    | 'openQuote' // `service:"node exp`
    | 'nothingNegated' // `NOT` at the end
  readonly part: string
}

/** A query with the places of its terms, or everything that is wrong with the text, first error first. */
type ParsedQuery =
  | { readonly ok: true; readonly query: Query; readonly spans: readonly Span[] }
  | { readonly ok: false; readonly errors: readonly QueryError[] }

/** Reads a query. It never throws: any text is a query or a list of errors. */
export function parseQuery(text: string): ParsedQuery {
  const terms: Term[] = []
  const spans: Span[] = []
  const errors: QueryError[] = []
  let negation: Token | null = null
  for (const token of tokens(text)) {
    if (token.text === 'NOT') {
      if (negation) errors.push(nothingNegated(negation))
      negation = token
      continue
    }
    const marked = /^[-!](?=.)/.test(token.text)
    const read = readCondition(
      marked ? { text: token.text.slice(1), start: token.start + 1, end: token.end } : token,
    )
    if ('reason' in read) {
      errors.push(read)
    } else {
      terms.push({ negated: marked !== (negation !== null), condition: read })
      spans.push({ start: negation?.start ?? token.start, end: token.end })
    }
    negation = null
  }
  if (negation) errors.push(nothingNegated(negation))
  return errors.length === 0 ? { ok: true, query: terms, spans } : { ok: false, errors }
}

type Token = Span & { readonly text: string }

const nothingNegated = ({ text, start, end }: Token): QueryError => ({
  reason: 'nothingNegated',
  part: text,
  start,
  end,
})

/** Spaces part terms, except within quotes and before the next number of a list: `22, 80`. Chinese quotes count too. */
function* tokens(text: string): Generator<Token> {
  for (const match of text.matchAll(
    /(?:"(?:[^"]|"")*"?|[“][^”]*[”]?|(?<=[,，、])\s+(?=[\d*<>=])|[^\s"“])+/gu,
  )) {
    yield { text: match[0], start: match.index, end: match.index + match[0].length }
  }
}

function readCondition(token: Token): Condition | QueryError {
  const colon = /^(\p{L}+)[:：]/u.exec(token.text)
  if (colon === null) return readBare(token)
  const field = fieldNamed(colon[1] ?? '')
  const fail = failure(token)
  if (field === undefined) return fail('unknownField', colon[1] ?? '')
  const values = splitValues(token.text.slice(colon[0].length))
  if (values === null) return fail('openQuote', token.text.slice(colon[0].length))
  if (values.length === 0) return fail('noValue', token.text)
  return readValues(field, values, fail)
}

type Fail = (reason: QueryError['reason'], part: string) => QueryError

const failure =
  ({ start, end }: Span): Fail =>
  (reason, part) => ({ reason, part, start, end })

function readValues(field: Field, values: readonly string[], fail: Fail): Condition | QueryError {
  switch (field) {
    case 'port':
      return readEach(
        values,
        (value) => readPort(value, fail),
        (values) => ({ field, values }),
      )
    case 'servers':
      return readEach(
        values,
        (value) => readNumber(value, MAX_SERVERS, 'notANumber', fail),
        (values) => ({ field, values }),
      )
    case 'is':
      return readEach(
        values,
        (value): Property | QueryError =>
          PROPERTIES.find((known) => known === value.toLowerCase()) ?? fail('unknownProperty', value),
        (values) => ({ field, values }),
      )
    case 'since':
      return readEach(
        values,
        (value) => (secondsOf(value) === null ? fail('notASpan', value) : value.toLowerCase()),
        (values) => ({ field, values }),
      )
    case 'ip':
      return readEach(
        values,
        (value) => (readNetwork(value) === null ? fail('notAnAddress', value) : value.toLowerCase()),
        (values) => ({ field, values }),
      )
    case 'reach':
      return readEach(
        values,
        (value) => REACHES.find((known) => known === value.toLowerCase()) ?? fail('unknownReach', value),
        (values) => ({ field, values }),
      )
    case 'range':
      return readEach(
        values,
        (value) =>
          PORT_RANGES.find(({ name }) => name === value.toLowerCase()) ?? fail('unknownRange', value),
        (ranges) => ({ field: 'port', values: ranges.map(({ from, to }) => ({ from, to })) }),
      )
    case 'status':
      return { field, values: values.map(readStatus) }
    case 'type':
    case 'protocol':
    case 'service':
    case 'class':
    case 'tier':
    case 'host':
    case 'program':
      return { field, values }
  }
}

/** Reads every value of a term; the first that is none is the term's error. */
function readEach<Value extends object | string>(
  values: readonly string[],
  read: (value: string) => Value | QueryError,
  build: (values: Value[]) => Condition,
): Condition | QueryError {
  const done: Value[] = []
  for (const value of values) {
    const one = read(value)
    if (isError(one)) return one
    done.push(one)
  }
  return build(done)
}

const isError = (read: object | string): read is QueryError => typeof read === 'object' && 'reason' in read

/** `443`, `80*`, `8000-8100`, `22/tcp`, `tcp/22`, `10.2.0.0/16`, lists of ports; what begins as none of these is a service's name. */
function readBare(token: Token): Condition | QueryError {
  const fail = failure(token)
  const socket = /^(\d+)\/([A-Za-z]+)$/.exec(token.text) ?? /^([A-Za-z]+)\/(\d+)$/.exec(token.text)
  if (socket) {
    const [first = '', second = ''] = socket.slice(1)
    const [digits, protocol] = /^\d/.test(first) ? [first, second] : [second, first]
    const port = readPort(digits, fail)
    if (isError(port)) return port
    if ('from' in port) return { field: 'socket', port: port.from, protocol: protocol.toLowerCase() }
  }
  const values = splitValues(token.text)
  if (values === null) return fail('openQuote', token.text)
  if (values.length === 0) return fail('noValue', token.text)
  if (!/^["“]/u.test(token.text) && values.every((value) => readNetwork(value) !== null))
    return readValues('ip', values, fail)
  if (!/^[\d*<>=,，、]/.test(token.text)) return { field: 'service', values }
  return readEach(
    values,
    (value) => readPort(value, fail),
    (values) => ({ field: 'port', values }),
  )
}

/** The values of a list; null where a quote is open. Empty values, as behind a comma just typed, are skipped. */
function splitValues(text: string): string[] | null {
  const values: string[] = []
  const rest = text.replaceAll(
    /"((?:[^"]|"")*)"|[“]([^”]*)[”]|([^,，、"“]+)/gu,
    (_, quoted?: string, chinese?: string, bare?: string) => {
      const value = quoted?.replaceAll('""', '"') ?? chinese ?? bare?.trim() ?? ''
      if (value !== '') values.push(value)
      return ''
    },
  )
  return /["“]/u.test(rest) ? null : values
}

function readPort(value: string, fail: Fail): PortValue | QueryError {
  const digits = /^(?:\*?(\d{1,32})\*|\*(\d{1,32}))$/.exec(value)
  if (digits) return { digits: digits[1] ?? digits[2] ?? '' }
  return readNumber(value, MAX_PORT, 'notAPort', fail)
}

/** `50`, `>50`, `>=50`, `<50`, `<=50`, `50-60`. An empty range, as `<0`, is backwards. */
function readNumber(
  value: string,
  greatest: number,
  reason: 'notAPort' | 'notANumber',
  fail: Fail,
): NumberValue | QueryError {
  const read = /^(<=|>=|<|>|=)?(\d{1,16})$/.exec(value) ?? /^()(\d{1,16})[-–](\d{1,16})$/.exec(value)
  if (read === null) return fail(reason, value)
  const [sign = '', first = '', second] = read.slice(1)
  const number = Number(first)
  const range = {
    '': { from: number, to: second === undefined ? number : Number(second) },
    '=': { from: number, to: number },
    '<': { from: 0, to: number - 1 },
    '<=': { from: 0, to: number },
    '>': { from: number + 1, to: greatest },
    '>=': { from: number, to: greatest },
  }[sign]
  if (range === undefined) return fail(reason, value)
  if (number > greatest || range.to > greatest) return fail('tooLarge', value)
  if (range.from > range.to) return fail('backwards', value)
  return range
}
