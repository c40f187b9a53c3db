import type { Value } from '#analysis/choice.ts'
import { PORT_RANGES } from '#analysis/facets.ts'
import type { Dimension } from '#analysis/facets.ts'
import type { NumberValue, PortValue } from '#analysis/query/query.ts'
import type { Messages } from '#dashboard/words-en.ts'
import { statusLabel } from '#dashboard/words.ts'

/** The name of a dimension's value: `Danger`, `Database`, `0–1023`. What we do not know is shown as it is written. */
export function facetLabel(m: Messages, dimension: Dimension, word: string): string {
  switch (dimension) {
    case 'type':
      return word
    case 'status':
      return statusLabel(m, word)
    case 'class':
      return own(m.classes, word) ?? word
    case 'range':
      return own(m.values.ranges, word) ?? word
  }
}

/** The name of a value: that of its facet where it is of one, else as it stands in the table. */
export function valueLabel(m: Messages, value: Value): string {
  const { field } = value
  if (field === 'type' || field === 'status' || field === 'class')
    return value.values.map((word) => facetLabel(m, field, word)).join(', ')
  if (value.field !== 'port') return valueText(value)
  const [range] = value.values
  const known =
    range !== undefined &&
    'from' in range &&
    PORT_RANGES.find(({ from, to }) => range.from === from && range.to === to)
  return known ? facetLabel(m, 'range', known.name) : m.values.port(valueText(value))
}

/** A value as it is taken to another place: `22`, `8000-8100`, `redis`. */
export const valueText = (value: Value): string => value.values.map(singleText).join()

function singleText(value: string | PortValue | NumberValue): string {
  if (typeof value === 'string') return value
  if ('digits' in value) return value.digits
  return value.from === value.to ? String(value.from) : `${value.from}-${value.to}`
}

const own = (labels: Readonly<Record<string, string>>, word: string): string | undefined =>
  Object.hasOwn(labels, word) ? labels[word] : undefined
