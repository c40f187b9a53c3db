/** Data from outside that is not what the contract says: where in it, and what would have been. */
export class DecodeError extends Error {
  /** The field that is wrong, as it is called on the wire. */
  readonly field: string

  /** @param index The place of the wrong item, where it is one of a list. */
  constructor(field: string, expected: string, index?: number) {
    super(`${index === undefined ? '' : `data_list[${index}], `}${field}: expected ${expected}`)
    this.name = 'DecodeError'
    this.field = field
  }
}

/** Whether data of JSON has fields. */
export const isObject = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

/** Whether data of JSON counts something: a whole number from 0 on that it holds exactly. */
export const isCount = (value: unknown): value is number =>
  typeof value === 'number' && Number.isSafeInteger(value) && value >= 0

export const isText = (value: unknown): value is string => typeof value === 'string'

/** Whether data of JSON is one of some words. */
export const isOneOf =
  <Word extends string>(words: readonly Word[]) =>
  (value: unknown): value is Word =>
    words.some((word) => word === value)

/** Whether data of JSON is a list of what something else is. */
export const isListOf =
  <Item>(isItem: (value: unknown) => value is Item) =>
  (value: unknown): value is Item[] =>
    Array.isArray(value) && value.every(isItem)

/** Whether data of JSON is null, or what something else is. */
export const isNullOr =
  <Value>(is: (value: unknown) => value is Value) =>
  (value: unknown): value is Value | null =>
    value === null || is(value)

/**
 * A field of data of JSON. By hand where the first screen reads it: what zod takes to do the same is a tenth of its script.
 *
 * @throws {DecodeError} when it is not what it has to be.
 */
export function field<Value>(wire: unknown, name: string, is: (value: unknown) => value is Value): Value {
  const value = isObject(wire) ? wire[name] : undefined
  if (is(value)) return value
  throw new DecodeError(name, 'another value')
}
