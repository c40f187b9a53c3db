import { digits, digitsWithin, readQuery } from './query-string.ts'
import { z } from './zod.ts'

/** Who signed in and who changed what, newest first: GET, for operators of every project. */
export const AUDIT_PATH = '/api/audit'

/** The audited actions. `signInFailed` has no user: a failed sign-in proves no identity. */
const AUDIT_ACTIONS = [
  'signIn',
  'signInFailed',
  'signOut',
  'viewSaved',
  'viewRenamed',
  'viewDeleted',
  'alertRuleAdded',
  'alertRuleChanged',
  'alertRuleDeleted',
  'alertRuleTested',
  'serverRemoved',
  'hssAsked',
  'hssRetried',
  'imported',
  'tokenAdded',
  'tokenRevoked',
] as const
export type AuditAction = (typeof AUDIT_ACTIONS)[number]

/**
 * `subject` is the same for the same person each time, `name` is for people. `project` is null for what concerns no
 * single one. `detail` is what was changed, by its name. `times` is how often, where the same by the same person from the
 * same network was folded into one entry an hour; `at` and `address` are then the last ones.
 */
export const AuditEntry = z.object({
  id: z.int(),
  at: z.string(),
  subject: z.string(),
  name: z.string(),
  action: z.enum(AUDIT_ACTIONS),
  project: z.nullable(z.string()),
  detail: z.string(),
  address: z.string(),
  times: z.int(),
})
export type AuditEntry = z.infer<typeof AuditEntry>

export const AuditAnswer = z.object({ entries: z.array(AuditEntry) })
export type AuditAnswer = z.infer<typeof AuditAnswer>

export const AUDIT_LIMITS = { max: 200, default: 50 } as const

export const AuditParameters = z.object({
  limit: z._default(digitsWithin(1, AUDIT_LIMITS.max), AUDIT_LIMITS.default),
  /** Entries older than the one with this `id`. */
  before: z.optional(z.pipe(digits('the id of an entry'), z.int('the id of an entry'))),
})

/** @throws {InvalidParameter} naming the parameter that cannot be understood. */
export const readAuditQuery = (params: URLSearchParams): { limit: number; before?: number | undefined } =>
  readQuery(AuditParameters, params)
