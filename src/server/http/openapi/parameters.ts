import type { EarlierMoment } from '#contract/moments.ts'
import { writeMoment } from '#contract/moments.ts'
import { z } from '#contract/zod.ts'

/** A parameter of a request, as OpenAPI describes it. */
export type Parameter = {
  name: string
  in: 'query' | 'path' | 'header'
  required: boolean
  description?: string
  schema: object
}

/** The parameters that a schema of the contract reads, each with the sentence that a client gets for a wrong value. */
export function queryParameters(query: z.ZodMiniObject): Parameter[] {
  const written = z.toJSONSchema(query, { io: 'input', unrepresentable: 'any' })
  const read = z.toJSONSchema(query, { io: 'output', unrepresentable: 'any' })
  return Object.entries(query.shape).map(([name, schema]) => {
    const description = z.safeParse(schema, []).error?.issues[0]?.message
    return {
      name,
      in: 'query',
      required: !z.safeParse(schema, undefined).success,
      ...(description !== undefined && description !== UNTOLD && { description }),
      schema: schemaOf(propertyOf(written, name), propertyOf(read, name)),
    }
  })
}

/** What zod says where the contract has no words of its own. */
const UNTOLD = 'Invalid input'

const propertyOf = (
  schema: z.core.JSONSchema.BaseSchema,
  name: string,
): Readonly<Record<string, unknown>> => {
  const property = schema.properties?.[name]
  return typeof property === 'object' ? property : {}
}

/** Digits are read as a number, and are one to a client. A moment is written as text, also where it is the default. */
function schemaOf(
  written: Readonly<Record<string, unknown>>,
  read: Readonly<Record<string, unknown>>,
): object {
  if (written['pattern'] === DIGITS) return { type: 'integer', minimum: 0, ...read }
  const { default: value } = read
  return isMoment(value) ? { ...written, default: writeMoment(value) } : written
}

/** Of `digits` of the contract. */
const DIGITS = '^[0-9]{1,32}$'

const isMoment = (value: unknown): value is EarlierMoment =>
  typeof value === 'object' && value !== null && ('before' in value || 'at' in value || 'snapshot' in value)
