import type { Filter } from '#analysis/breakdown.ts'
import type { RowSet } from '#analysis/row-set.ts'
import { CLASSES } from '#analysis/socket-table.ts'
import type { NameOf } from '#analysis/word-column.ts'
import { wordColumn } from '#analysis/word-column.ts'
import { MAX_PORT, protocolOf } from '#contract/port-row.ts'
import { TIERS } from '#knowledge/dangerous-ports.ts'

import { fieldName, PROPERTIES } from './query.ts'
import type { Condition, Query } from './query.ts'

/** Fields whose values are a known few: any other value is a slip of the pen, and never a question about ports. */
type ClosedField = 'type' | 'protocol' | 'status' | 'class' | 'tier'

/**
 * A value that no port can have, and those that there are: none of a field whose values are beyond counting. A service
 * may have any name; one that no row has is among them where it is a word of other fields, and `known` are the terms
 * that mean it: `class:database` for a bare `database`.
 */
export type NoSuchValue = {
  readonly field: ClosedField | 'port' | 'service'
  readonly value: string
  readonly known: readonly string[]
}

/** The rows that are asked, and what their services are called. */
type NamedRows = { readonly set: RowSet; readonly nameOf: NameOf }

/** The values of a field: those that we know, and those that rows have besides, since a source may have words of its own. */
function knownValues(field: ClosedField | 'is', { types, statuses }: RowSet): readonly string[] {
  switch (field) {
    case 'type':
      return types.filter((type) => type !== '')
    case 'protocol':
      return [...new Set(types.map((type) => protocolOf(type).toLowerCase()))].filter((word) => word !== '')
    case 'status':
      return statuses.filter((status) => status !== '')
    case 'class':
      return CLASSES.filter((word) => word !== undefined)
    case 'tier':
      return TIERS
    case 'is':
      return PROPERTIES
  }
}

/** The values of a query that no port can have, each once. */
export const noSuchValues = (query: Query, rows: NamedRows): readonly NoSuchValue[] =>
  eachOnce(query.flatMap(({ condition }) => valuesOf(condition, rows)))

/** The same of all that a filter asks for. The words of its lists are those of the rows, letter by letter. */
export const noSuchValuesOf = ({ query, types, statuses }: Filter, rows: NamedRows): readonly NoSuchValue[] =>
  eachOnce([
    ...noSuchValues(query, rows),
    ...unknownAmong('type', types, rows.set, String),
    ...unknownAmong('status', statuses, rows.set, String),
  ])

const eachOnce = (found: readonly NoSuchValue[]): readonly NoSuchValue[] => [
  ...new Map(found.map((wrong) => [`${wrong.field}:${wrong.value}`, wrong])).values(),
]

function valuesOf(condition: Condition, rows: NamedRows): readonly NoSuchValue[] {
  switch (condition.field) {
    case 'type':
    case 'protocol':
    case 'status':
    case 'class':
    case 'tier':
      return unknownAmong(condition.field, condition.values, rows.set)
    case 'socket':
      return unknownAmong('protocol', [condition.protocol], rows.set)
    case 'port':
      return condition.values.flatMap((value) =>
        'digits' in value && !isInAPort(value.digits)
          ? [{ field: 'port', value: `${value.digits}*`, known: [] }]
          : [],
      )
    case 'service':
      return condition.values.flatMap((value) => misplaced(value, rows))
    case 'servers':
    case 'is':
    case 'since':
    case 'host':
    case 'ip':
    case 'program':
    case 'reach':
      return []
  }
}

const inLowerCase = (word: string): string => word.toLowerCase()

/** @param fold what two spellings of one value have in common */
function unknownAmong(
  field: ClosedField,
  values: readonly string[],
  set: RowSet,
  fold = inLowerCase,
): readonly NoSuchValue[] {
  const known = knownValues(field, set)
  const spelled = new Set(known.map(fold))
  return values.filter((value) => !spelled.has(fold(value))).map((value) => ({ field, value, known }))
}

/** A service's name that is the value of other fields, where no service of the rows is called so. */
function misplaced(value: string, { set, nameOf }: NamedRows): readonly NoSuchValue[] {
  const word = inLowerCase(value)
  const known = (['type', 'protocol', 'status', 'class', 'tier', 'is'] as const).flatMap((field) =>
    knownValues(field, set)
      .filter((own) => inLowerCase(own) === word)
      .map((own) => `${fieldName(field)}:${own}`),
  )
  const isAName = () => wordColumn(set, nameOf).words.some((name) => inLowerCase(name).includes(word))
  return known.length === 0 || isAName() ? [] : [{ field: 'service', value, known }]
}

/** Whether there is a port whose number contains the digits. */
function isInAPort(digits: string): boolean {
  for (let port = 0; port <= MAX_PORT; port++) if (String(port).includes(digits)) return true
  return false
}
