import { pairsAmong } from '#analysis/fold.ts'
import type { RowSet } from '#analysis/row-set.ts'
import { REACHES } from '#contract/reach.ts'

import { placeAtCaret } from './caret.ts'
import type { Place } from './caret.ts'
import { compileQuery } from './match.ts'
import type { Knowledge, Match } from './match.ts'
import { parseQuery } from './parse.ts'
import type { Span } from './parse.ts'
import { FIELD_ALIASES, fieldName, FIELDS, printTerm } from './query.ts'
import type { Field, FieldName } from './query.ts'
import { first, tally } from './tally.ts'

/** What could be written at a caret. Each item's `insert` replaces `span` of the text. */
type Completion = { readonly span: Span; readonly items: readonly CompletionItem[] }

export type CompletionItem =
  | { readonly kind: 'field'; readonly field: FieldName; readonly insert: string }
  /**
   * `rows` is how many entries of what is listed the whole query would leave with this value in it; null where servers would have
   * to tell.
   */
  | {
      readonly kind: 'value'
      readonly field: Field
      readonly value: string
      readonly rows: number | null
      readonly insert: string
    }

const MOST_ITEMS = 12

/**
 * Completes the term under the caret: fields by their first letters, and values that rows have, at most twelve, most
 * rows first (of ports: most servers). Invalid other terms are skipped.
 *
 * @param indices the rows that everything except the query lets through.
 * @param listed what the table lists of the set: its rows, or these by port and protocol.
 */
export function completeQuery(
  text: string,
  caret: number,
  { set, listed = set, indices, knowledge }: Omit<Rows, 'listed'> & { listed?: RowSet },
): Completion {
  const place = placeAtCaret(text, caret)
  const left = place.others.length === 0 ? indices : pick(indices, compileQuery(place.others, set, knowledge))
  const items = itemsAt(place, { set, listed, indices: left, knowledge })
  return { span: place.span, items: items.slice(0, MOST_ITEMS) }
}

type Rows = { set: RowSet; listed: RowSet; indices: Uint32Array; knowledge: Knowledge }

function itemsAt(place: Place, rows: Rows): CompletionItem[] {
  const typed = place.typed.toLowerCase()
  switch (place.in) {
    case 'nothing':
      return []
    case 'field':
      return fieldItems(typed)
    case 'value':
      return valueItems(place, typed, rows)
    case 'word':
      return typed === '' ? fieldItems('') : [...fieldItems(typed), ...wordItems(place, typed, rows)]
  }
}

/** Fields whose names begin so, and other names of fields where the own one does not. */
const fieldItems = (typed: string): CompletionItem[] => [
  ...FIELDS.map(fieldName)
    .filter((name) => name.startsWith(typed))
    .map((name) => fieldItem(name, name)),
  ...Object.entries(FIELD_ALIASES)
    .filter(([name, field]) => name.startsWith(typed) && !fieldName(field).startsWith(typed))
    .map(([name, field]) => fieldItem(name, fieldName(field))),
]

const fieldItem = (name: string, field: FieldName): CompletionItem => ({
  kind: 'field',
  field,
  insert: `${name}:`,
})

/** Values of the field being written, beside those that are written already. */
function valueItems(
  { field, prefix, before, after, negated }: Extract<Place, { in: 'value' }>,
  typed: string,
  { set, listed, indices, knowledge }: Rows,
): CompletionItem[] {
  const written = [...before, ...after]
  if (field === 'reach')
    return REACHES.filter((value) => value.startsWith(typed) && !written.includes(value)).map((value) => ({
      kind: 'value',
      field,
      value,
      rows: null,
      insert: prefix === '' ? value : `${prefix}${[...before, value, ...after].join()}`,
    }))
  const parsed = parseQuery(written.length === 0 ? '' : `${fieldName(field)}:${written.join()}`)
  const isWritten = parsed.ok && parsed.query.length > 0 ? compileQuery(parsed.query, set, knowledge) : null
  const open = isWritten === null ? indices : pick(indices, (i) => !isWritten(i)) // rows of no value written so far
  const tallied = tally(
    field,
    set,
    open,
    knowledge,
    fitting(field, typed),
    MOST_ITEMS,
    pairsAmong(listed, open),
  )
  return tallied.map(({ value, rows }) => {
    const own = printValue(value)
    const values = [...before, own, ...after].join()
    return {
      kind: 'value',
      field,
      value,
      rows:
        written.length === 0 && !negated
          ? rows
          : countLeft(`${negated ? '-' : ''}${fieldName(field)}:${values}`, {
              set,
              listed,
              indices,
              knowledge,
            }),
      insert: prefix === '' ? own : `${prefix}${values}`,
    }
  })
}

/** Values of any field that a bare word may mean: ports for digits, otherwise words. */
function wordItems({ negated }: Place, typed: string, rows: Rows): CompletionItem[] {
  const { set, listed, indices, knowledge } = rows
  const pairs = pairsAmong(listed, indices)
  const fields: readonly Field[] = /^\d/.test(typed)
    ? ['port']
    : ['type', 'protocol', 'status', 'class', 'tier', 'service', 'range', 'is', 'since']
  const tallied = fields.flatMap((field) =>
    tally(field, set, indices, knowledge, fitting(field, typed), MOST_ITEMS, pairs).map((item) => ({
      ...item,
      field,
    })),
  )
  return first(tallied, MOST_ITEMS).map(({ field, value, rows: count }) => {
    const insert = `${fieldName(field)}:${printValue(value)}`
    return { kind: 'value', field, value, rows: negated ? countLeft(`-${insert}`, rows) : count, insert }
  })
}

/** How many entries a term leaves. */
function countLeft(term: string, { set, listed, indices, knowledge }: Rows): number {
  const parsed = parseQuery(term)
  if (!parsed.ok) return 0
  const left = pick(indices, compileQuery(parsed.query, set, knowledge))
  return left.length - pairsAmong(listed, left).first.length
}

const fitting =
  (field: Field, typed: string) =>
  (value: string): boolean =>
    field === 'service' ? value.toLowerCase().includes(typed) : value.toLowerCase().startsWith(typed)

/** A value as a term writes it, in quotes where it needs them. Ports and properties are words that need none. */
const printValue = (value: string): string =>
  printTerm({ negated: false, condition: { field: 'service', values: [value] } }).slice('service:'.length)

/** A loop, since the engine's own filter of a typed array takes ten times as long on 262,144 rows. */
function pick(indices: Uint32Array, passes: Match): Uint32Array {
  const picked = new Uint32Array(indices.length)
  let count = 0
  for (const i of indices) if (passes(i)) picked[count++] = i
  return picked.subarray(0, count)
}
