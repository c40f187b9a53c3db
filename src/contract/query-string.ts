import { InvalidParameter } from './errors.ts'
import { ALL_ENTERPRISE_PROJECTS, CATEGORIES, DEFAULT_ENTERPRISE_PROJECT } from './scope.ts'
import { z } from './zod.ts'

/** What a parameter may be, with the sentence that a caller reads when it is something else. */
export const word = (max: number, expected: string) =>
  z.string({ error: expected }).check(z.minLength(1, expected), z.maxLength(max, expected))

/**
 * A whole number in plain decimal digits. Nothing else counts: `1e3`, `0x10`, `+5` and ` 5` are refused, although
 * `Number` would read them. Digits beyond 2^53 are read as the nearest number, which is out of every range.
 */
export const digits = (expected: string) =>
  z.pipe(z.string({ error: expected }).check(z.regex(/^[0-9]{1,32}$/, expected)), z.transform(Number))

/** A whole number from `min` to `max`, both included. */
export const digitsWithin = (min: number, max: number, expected = `a whole number, ${min} to ${max}`) =>
  z.pipe(digits(expected), z.int(expected).check(z.minimum(min, expected), z.maximum(max, expected)))

/** The parameters that name a scope within a project, with the defaults of HSS. */
export const SCOPE_PARAMETERS = {
  enterprise_project_id: z._default(
    word(256, `1 to 256 characters, or ${ALL_ENTERPRISE_PROJECTS}`),
    DEFAULT_ENTERPRISE_PROJECT,
  ),
  // Pages of some regions state host as the default, the reference states none.
  category: z._default(z.enum(CATEGORIES, { error: 'host or container' }), 'host'),
}

/** Of a request that takes none. */
export const NO_PARAMETERS = z.object({})

/**
 * Reads a query string by a schema of its parameters. Each may come once: of repeated ones two readers might pick
 * different ones. A parameter that the schema does not know is refused, since a misspelt filter would otherwise
 * answer with everything.
 *
 * @throws {InvalidParameter} naming the first parameter that cannot be understood.
 */
export function readQuery<Shape extends z.core.$ZodShape>(
  schema: z.ZodMiniObject<Shape>,
  params: URLSearchParams,
): z.infer<z.ZodMiniObject<Shape>> {
  const values = new Map<string, string>()
  for (const [name, value] of params) {
    if (!Object.hasOwn(schema.shape, name)) {
      const known = Object.keys(schema.shape).join(', ')
      throw new InvalidParameter(printable(name), `no such parameter; there are ${known}`)
    }
    if (values.has(name)) throw new InvalidParameter(name, 'given more than once')
    values.set(name, value)
  }
  const read = schema.safeParse(Object.fromEntries(values))
  if (read.success) return read.data
  const issue = read.error.issues[0]
  throw new InvalidParameter(String(issue?.path[0] ?? 'query'), issue?.message ?? 'not understood')
}

/** A name from outside, shortened and without control characters, fit for a message. */
const printable = (name: string): string => name.slice(0, 64).replace(/[^\x21-\x7e]/g, '?') || '(no name)'
