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
