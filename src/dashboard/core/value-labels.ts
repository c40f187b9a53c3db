import type { Value } from '#analysis/choice.ts'
import { PORT_RANGES } from '#analysis/dimensions.ts'
import type { NumberValue, PortValue } from '#analysis/query/query.ts'
import type { Messages } from '#i18n/en.ts'

import { facetLabel } from './facet-labels.ts'

/** The name of a value: that of its facet where it is of one, else as it stands in the table. */
export function valueLabel(t: Messages, value: Value): string {
  const { field } = value
  if (field === 'type' || field === 'status' || field === 'class' || field === 'tier')
    return value.values.map((word) => facetLabel(t, field, word)).join(', ')
  if (field === 'protocol') return `${t.table.columns.protocol} ${valueText(value).toUpperCase()}`
  if (value.field !== 'port') return valueText(value)
  const [range] = value.values
  const known =
    range !== undefined &&
    'from' in range &&
    PORT_RANGES.find(({ from, to }) => range.from === from && range.to === to)
  return known ? facetLabel(t, 'range', known.name) : t.terms.port(valueText(value))
}

/** A value as it is taken to another place: `22`, `8000-8100`, `redis`. */
export const valueText = (value: Value): string => value.values.map(singleText).join()

function singleText(value: string | PortValue | NumberValue): string {
  if (typeof value === 'string') return value
  if ('digits' in value) return value.digits
  return value.from === value.to ? String(value.from) : `${value.from}-${value.to}`
}
