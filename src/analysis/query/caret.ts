import { parseQuery } from './parse.ts'
import type { Span } from './parse.ts'
import { fieldNamed } from './query.ts'
import type { Field, Query } from './query.ts'

/**
 * Where the caret is: in a field's name, in a value of a field, or in a word that may become either. `typed` is
 * what stands before the caret; `span` is what a completion replaces; `others` are the other terms of the text, as far
 * as they can be read; `negated` says whether the term under the caret will be.
 */
export type Place = {
  readonly span: Span
  readonly typed: string
  readonly negated: boolean
  readonly others: Query
} & (
  | { readonly in: 'field' }
  | { readonly in: 'word' }
  /** `before` and `after` are the other values of the term as written, `prefix` what a value needs before it. */
  | {
      readonly in: 'value'
      readonly field: Field
      readonly prefix: string
      readonly before: readonly string[]
      readonly after: readonly string[]
    }
  | { readonly in: 'nothing' }
)

type Part = Span & { readonly text: string }

/** Terms are parted by spaces and values by commas, neither within quotes: the parser's rule, with open ends. */
const TERM = /(?:"(?:[^"]|"")*"?|[“][^”]*[”]?|[^\s"“])+/gu
const VALUE = /(?:"(?:[^"]|"")*"?|[“][^”]*[”]?|[^,，、"“])+/gu

const parts = (pattern: RegExp, text: string, offset: number): Part[] =>
  Array.from(text.matchAll(pattern), ({ 0: part, index }) => ({
    text: part,
    start: offset + index,
    end: offset + index + part.length,
  }))

const holds = ({ start, end }: Span, caret: number): boolean => start <= caret && caret <= end

/** Reads the text around a caret, which is a number of UTF-16 units, as an input field gives it. */
export function placeAtCaret(text: string, caret: number): Place {
  const terms = parts(TERM, text, 0)
  const current = terms.find((term) => holds(term, caret)) ?? { text: '', start: caret, end: caret }
  const others = terms.flatMap((term, k): Query => {
    if (term === current || term.text === 'NOT') return []
    const parsed = parseQuery(isNegator(terms[k - 1], current) ? `NOT ${term.text}` : term.text)
    return parsed.ok ? parsed.query : []
  })
  const marked = /^[-!]/.test(current.text)
  const before = terms.findLast((term) => term.end <= current.start && term !== current)
  const negated = marked !== isNegator(before, current)
  const body = marked ? { ...current, text: current.text.slice(1), start: current.start + 1 } : current
  return { ...placeInTerm(body, Math.max(caret, body.start)), negated, others }
}

const isNegator = (term: Part | undefined, current: Part): boolean => term?.text === 'NOT' && term !== current

type InTerm = Place extends infer P ? (P extends Place ? Omit<P, 'negated' | 'others'> : never) : never

function placeInTerm({ text, start, end }: Part, caret: number): InTerm {
  const name = /^(\p{L}+)[:：]/u.exec(text)
  if (name === null) {
    const isList = parts(VALUE, text, 0).reduce((sum, value) => sum + value.text.length, 0) < text.length
    if (!isList) {
      return { in: 'word', span: { start, end }, typed: written(text.slice(0, caret - start)) }
    }
    const field = /^[\d*<>=,，、–-]+$/u.test(text) ? 'port' : 'service'
    return { ...placeInValues(text, start, caret, field), prefix: `${field}:`, span: { start, end } }
  }
  const valuesStart = start + name[0].length
  if (caret < valuesStart) {
    return { in: 'field', span: { start, end: valuesStart }, typed: text.slice(0, caret - start) }
  }
  const field = fieldNamed(name[1] ?? '')
  if (field === undefined) return { in: 'nothing', span: { start: caret, end: caret }, typed: '' }
  return placeInValues(text.slice(name[0].length), valuesStart, caret, field)
}

function placeInValues(text: string, start: number, caret: number, field: Field) {
  const values = parts(VALUE, text, start)
  const current = values.find((value) => holds(value, caret)) ?? { text: '', start: caret, end: caret }
  return {
    in: 'value' as const,
    field,
    prefix: '',
    before: values.filter((value) => value !== current && value.end <= current.start).map(({ text }) => text),
    after: values.filter((value) => value !== current && value.start >= current.end).map(({ text }) => text),
    span: { start: current.start, end: current.end },
    typed: written(current.text.slice(0, caret - current.start)),
  }
}

/** A value without its quotes, of which the last may not be there yet. */
const written = (text: string): string =>
  text.replace(/^["“]/u, '').replaceAll('""', '"').replace(/["”]$/u, '')
