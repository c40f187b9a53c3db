import type { Filter } from '#analysis/breakdown.ts'
import { CLASSES } from '#analysis/class-table.ts'
import type { RowSet } from '#analysis/row-set.ts'
import { MAX_PORT, protocolOf } from '#contract/port-row.ts'

import type { Condition, Query } from './query.ts'

/** Fields whose values are a known few: any other value is a slip of the pen, and never a question about ports. */
export type ClosedField = 'type' | 'proto' | 'status' | 'class'

/** A value that no port can have, and those that there are: none of a field whose values are beyond counting. */
export type NoSuchValue = {
  readonly field: ClosedField | 'port'
  readonly value: string
  readonly known: readonly string[]
}

/** The values of a field: those that we know, and those that rows have besides, since a source may have words of its own. */
export function knownValues(field: ClosedField, { types, statuses }: RowSet): readonly string[] {
  switch (field) {
    case 'type':
      return types.filter((type) => type !== '')
    case 'proto':
      return [...new Set(types.map((type) => protocolOf(type).toLowerCase()))].filter((word) => word !== '')
    case 'status':
      return statuses.filter((status) => status !== '')
    case 'class':
      return CLASSES.filter((word) => word !== undefined)
  }
}

/** The values of a query that no port can have, each once. */
export const noSuchValues = (query: Query, set: RowSet): readonly NoSuchValue[] =>
  eachOnce(query.flatMap(({ condition }) => valuesOf(condition, set)))

/** The same of all that a filter asks for. The words of its lists are those of the rows, letter by letter. */
export function noSuchValuesOf({ query, types, statuses }: Filter, set: RowSet): readonly NoSuchValue[] {
  const notIn = (field: 'type' | 'status', words: readonly string[]): readonly NoSuchValue[] => {
    const known = knownValues(field, set)
    return words.filter((word) => !known.includes(word)).map((value) => ({ field, value, known }))
  }
  return eachOnce([...noSuchValues(query, set), ...notIn('type', types), ...notIn('status', statuses)])
}

const eachOnce = (found: readonly NoSuchValue[]): readonly NoSuchValue[] =>
  found.filter(
    ({ field, value }, i) => found.findIndex((other) => other.field === field && other.value === value) === i,
  )

function valuesOf(condition: Condition, set: RowSet): readonly NoSuchValue[] {
  switch (condition.field) {
    case 'type':
    case 'proto':
    case 'status':
    case 'class':
      return unknownAmong(condition.field, condition.values, set)
    case 'socket':
      return unknownAmong('proto', [condition.protocol], set)
    case 'port':
      return condition.values.flatMap((value) =>
        'digits' in value && !isInAPort(value.digits)
          ? [{ field: 'port', value: `${value.digits}*`, known: [] }]
          : [],
      )
    case 'servers':
    case 'service':
    case 'is':
      return []
  }
}

function unknownAmong(field: ClosedField, values: readonly string[], set: RowSet): readonly NoSuchValue[] {
  const known = knownValues(field, set)
  const spelled = new Set(known.map((word) => word.toLowerCase()))
  return values.filter((value) => !spelled.has(value.toLowerCase())).map((value) => ({ field, value, known }))
}

/** Whether there is a port whose number contains the digits. */
function isInAPort(digits: string): boolean {
  for (let port = 0; port <= MAX_PORT; port++) if (String(port).includes(digits)) return true
  return false
}
