import { z } from '#contract/zod.ts'

/** A viewer reads a project; an operator also refreshes it and edits its saved views. */
export const ROLES = ['viewer', 'operator'] as const
export type Role = (typeof ROLES)[number]

/** A role in some projects, or in every one. */
export const Grant = z.object({
  role: z.enum(ROLES),
  projects: z.union([z.literal('*'), z.array(z.string().check(z.minLength(1)))]),
})
export type Grant = z.infer<typeof Grant>

/**
 * How a user proved their identity. `loopback`: by reaching an address of this machine alone. `ticket`: a console with a
 * token requested the session for them.
 */
const PROOFS = ['loopback', 'token', 'oidc', 'proxy', 'ticket'] as const
export type Proof = (typeof PROOFS)[number]

/**
 * Who asks. `subject` is the same for the same person or token each time, and never a secret; `name` is for people.
 * The permissions of a user are the sum of the grants. `until` (ISO 8601) is when the proof itself runs out, if it does.
 * `tokenKey` is the hash of the API token that the proof rests on, if it does: a session or a ticket of it ends with it.
 */
export const Identity = z.object({
  subject: z.string().check(z.minLength(1)),
  name: z.string(),
  proof: z.enum(PROOFS),
  grants: z.array(Grant),
  until: z._default(z.nullable(z.string()), null),
  tokenKey: z.optional(z.string()),
})
export type Identity = z.infer<typeof Identity>

/** A grant of everything: for the administrator of the server. */
export const EVERYTHING: Grant = { role: 'operator', projects: '*' }

const covers = ({ projects }: Grant, project: string): boolean =>
  projects === '*' || projects.includes(project)

/** Whether they have access to any project: a proxy may let in a user without a grant. */
export const hasAccess = ({ grants }: Identity): boolean => grants.length > 0

/** Whether the project exists for them. Without a grant in it, it does not. */
export const maySee = ({ grants }: Identity, project: string): boolean =>
  grants.some((grant) => covers(grant, project))

/** Whether they may import into a project, refresh it and edit what is kept for it. */
export const mayChange = ({ grants }: Identity, project: string): boolean =>
  grants.some((grant) => grant.role === 'operator' && covers(grant, project))

/** Whether they may do what affects every project at once. */
export const mayChangeAll = ({ grants }: Identity): boolean =>
  grants.some(({ role, projects }) => role === 'operator' && projects === '*')

/** The permissions of a user, narrowed to a role and a project. It never adds a permission. */
export function narrowed(
  { grants }: Identity,
  { role, project }: { role: Role; project?: string | undefined },
): Grant[] {
  return grants
    .filter((grant) => project === undefined || covers(grant, project))
    .map((grant) => ({
      role: role === 'viewer' ? 'viewer' : grant.role,
      projects: project === undefined ? grant.projects : [project],
    }))
}
