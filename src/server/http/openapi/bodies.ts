import { AlertRulesAnswer } from '#contract/alert-rules.ts'
import { AuditAnswer } from '#contract/audit.ts'
import { Change, ChangesAnswer, Figures } from '#contract/changes.ts'
import { CourseAnswer } from '#contract/course.ts'
import { EmbedSessionAnswer, TicketAnswer } from '#contract/embed.ts'
import type { ErrorBody } from '#contract/errors.ts'
import { ImportAnswer, ImportLimits } from '#contract/imports.ts'
import { PortHistoryAnswer } from '#contract/port-history.ts'
import { WireHost, WireHostsPage } from '#contract/port-hosts.ts'
import type { WireRow } from '#contract/port-row.ts'
import type { encodeStatisticsPage } from '#contract/port-statistics.ts'
import { PROJECT_KINDS } from '#contract/projects.ts'
import type { ProjectsAnswer } from '#contract/projects.ts'
import { Category } from '#contract/scope-schema.ts'
import { SIGN_IN_METHODS } from '#contract/session.ts'
import type { SessionAnswer } from '#contract/session.ts'
import { SnapshotsAnswer } from '#contract/snapshots.ts'
import { ProjectStatus, StatusAnswer } from '#contract/status.ts'
import type { encodeAskAnswer } from '#contract/status.ts'
import { SavedView, ViewsAnswer } from '#contract/views.ts'
import { z } from '#contract/zod.ts'

const count = z.int().check(z.minimum(0))

// What the first screen of the page reads is decoded there by hand (contract/decode.ts): these are its schemas. Their types
// are those of the contract.

const PortRow: z.ZodMiniType<WireRow> = z.object({
  port: z.int().check(z.minimum(0), z.maximum(65_535)),
  type: z.string(),
  num: count,
  status: z.string(),
})

const StatisticsPage: z.ZodMiniType<ReturnType<typeof encodeStatisticsPage>> = z.object({
  total_num: count,
  data_list: z.array(PortRow),
})

const AskAnswer: z.ZodMiniType<ReturnType<typeof encodeAskAnswer>> = z.object({
  at: z.string(),
  data_list: z.array(PortRow),
})

const ErrorBodySchema: z.ZodMiniType<ErrorBody> = z.object({
  error_code: z.string(),
  error_msg: z.string(),
  error_description: z.string(),
  request_id: z.string(),
})

const Projects: z.ZodMiniType<ProjectsAnswer> = z.object({
  projects: z.array(
    z.object({
      id: z.string(),
      name: z.string(),
      kind: z.enum(PROJECT_KINDS),
      enterpriseProjects: z.array(
        z.object({
          id: z.string(),
          name: z.string(),
          scopes: z.array(
            z.object({
              category: Category,
              rows: count,
              dangerous: count,
              openPortInstances: count,
              servers: z.nullable(count),
              snapshot: z.object({
                id: count,
                readFrom: z.string(),
                readTo: z.string(),
                complete: z.number().check(z.minimum(0), z.maximum(1)),
              }),
            }),
          ),
        }),
      ),
    }),
  ),
})

const Session: z.ZodMiniType<SessionAnswer> = z.object({
  signInMethods: z.array(z.enum(SIGN_IN_METHODS)),
  identity: z.nullable(
    z.object({
      name: z.string(),
      proof: z.string(),
      hasAccess: z.boolean(),
      canChange: z.union([z.literal('*'), z.array(z.string())]),
    }),
  ),
  signOutPath: z.nullable(z.string()),
})

/** The bodies of responses, by the names that they have in the document. */
export const BODIES = {
  AlertRulesAnswer,
  AskAnswer,
  AuditAnswer,
  ChangesAnswer,
  CourseAnswer,
  EmbedSessionAnswer,
  Error: ErrorBodySchema,
  ImportAnswer,
  ImportLimits,
  PortHistoryAnswer,
  ProjectsAnswer: Projects,
  SessionAnswer: Session,
  SnapshotsAnswer,
  StatisticsPage,
  StatusAnswer,
  TicketAnswer,
  ViewsAnswer,
  PortHostsPage: WireHostsPage,
} as const satisfies Readonly<Record<string, z.ZodMiniType>>
export type BodyName = keyof typeof BODIES

/** Parts of these that have a name of their own. */
const PARTS = { Change, Figures, PortHost: WireHost, PortRow, ProjectStatus, SavedView }

/** All of them as JSON Schema, each part once. */
export function bodySchemas(): Record<string, object> {
  const registry = z.registry<{ id: string }>()
  for (const [id, schema] of Object.entries({ ...BODIES, ...PARTS })) registry.add(schema, { id })
  const { schemas } = z.toJSONSchema(registry, {
    io: 'input',
    uri: (id) => `#/components/schemas/${id}`,
    override: ({ jsonSchema }) => {
      // zod bounds whole numbers by what JavaScript can hold, which tells nothing about these.
      if (jsonSchema.minimum === Number.MIN_SAFE_INTEGER) delete jsonSchema.minimum
      if (jsonSchema.maximum === Number.MAX_SAFE_INTEGER) delete jsonSchema.maximum
      delete jsonSchema.default // of what the contract reads, not of what the server sends
    },
  })
  return Object.fromEntries(
    Object.entries(schemas).map(([name, { $schema: _schema, $id: _id, ...schema }]) => [name, schema]),
  )
}
