import type { Value } from '#analysis/choice.ts'
import { parseQuery } from '#analysis/query/parse.ts'
import { printQuery } from '#analysis/query/query.ts'

/** The attribute that says of which values something on the page is, as a query. */
export const VALUES = 'data-values'

/** Marks what shows values, so that the menu of values opens there. */
export const valueProps = (...values: readonly Value[]): { [VALUES]?: string } => {
  const named = values.filter((value) => value.values.every((one) => one !== '')) // nothing can be asked of no name
  return named.length === 0
    ? {}
    : { [VALUES]: printQuery(named.map((condition) => ({ negated: false, condition }))) }
}

/** The values that an element shows. */
export function valuesAt(element: Element): Value[] {
  const parsed = parseQuery(element.getAttribute(VALUES) ?? '')
  return parsed.ok
    ? parsed.query.flatMap(({ condition }) => (condition.field === 'socket' ? [] : [condition]))
    : []
}

export const portValue = (port: number): Value => ({ field: 'port', values: [{ from: port, to: port }] })
export const serviceValue = (service: string): Value => ({ field: 'service', values: [service] })
export const typeValue = (type: string): Value => ({ field: 'type', values: [type] })
/** A protocol: both address families. */
export const protocolValue = (protocol: string): Value => ({
  field: 'protocol',
  values: [protocol.toLowerCase()],
})
export const classValue = (dangerClass: string): Value => ({ field: 'class', values: [dangerClass] })
export const tierValue = (tier: string): Value => ({ field: 'tier', values: [tier] })
export const statusValue = (status: string): Value => ({ field: 'status', values: [status] })
