import { randomUUID } from 'node:crypto'

import { readSavedFilter } from '#analysis/saved-filter.ts'
import { ALERT_CAUSES, alertCausesOf } from '#contract/alert-rules.ts'
import type { AlertCause } from '#contract/alert-rules.ts'
import type { Change, Changes } from '#contract/changes.ts'
import { z } from '#contract/zod.ts'
import { tierOf, TIERS } from '#knowledge/dangerous-ports.ts'
import type { KeptRule } from '#server/store/alert-types.ts'

/** Changes that one message lists: some 100 kB. Those beyond are counted, and the link shows all. */
const MAX_LISTED = 500

const Risk = z.nullable(z.string())
const Servers = z.nullable(z.int())

/** One change, as messages and the log tell it: null where the port was not open. `tier` is '' for ports of none. */
const ToldChange = z.object({
  cause: z.array(z.enum(ALERT_CAUSES)),
  port: z.int(),
  type: z.string(),
  risk: Risk,
  risk_before: Risk,
  tier: z.enum([...TIERS, '']),
  servers: Servers,
  servers_before: Servers,
})
export type ToldChange = z.infer<typeof ToldChange>

export const toldChange = (change: Change): ToldChange => ({
  cause: alertCausesOf(change),
  port: change.port,
  type: change.type,
  risk: change.after?.status ?? null,
  risk_before: change.before?.status ?? null,
  tier: tierOf(change.port, change.type),
  servers: change.after?.servers ?? null,
  servers_before: change.before?.servers ?? null,
})

const Moment = z.object({ snapshot: z.int(), at: z.nullable(z.string()) })

/**
 * What a message says: the JSON body itself, and what text messages are written from. `complete` is how much of what the source
 * claims the reading has, 1 being all. `omitted` counts the changes beyond those that are listed.
 */
export const AlertEvent = z.object({
  type: z.enum(['ports.changed', 'openports.test']),
  timestamp: z.string(),
  data: z.object({
    rule: z.object({ id: z.int(), name: z.string() }),
    view: z.object({ name: z.string(), link: z.string() }),
    scope: z.object({ project: z.string(), category: z.string(), enterprise_project_id: z.string() }),
    from: Moment,
    to: Moment,
    complete: z.number(),
    counts: z.object({
      total: z.int(),
      ...Object.fromEntries(ALERT_CAUSES.map((cause) => [cause, z.int()])),
    }),
    changes: z.array(ToldChange),
    omitted: z.int(),
  }),
})
export type AlertEvent = z.infer<typeof AlertEvent>

export type Told = {
  rule: KeptRule
  /** The snapshot up to which the rule had told changes, and the one up to which it tells them now. */
  from: number
  to: number
  changes: Pick<Changes, 'from' | 'to' | 'complete' | 'changes'>
  /** Where browsers reach the page, without a slash at the end. */
  pageUrl: string
  at: Date
}

/** A message about changes, or a test where there are none. */
export function makeEvent({ rule, from, to, changes, pageUrl, at }: Told): {
  webhookId: string
  event: string
} {
  const { category, enterpriseProject } = readSavedFilter(rule.viewQuery ?? '')
  const told = changes.changes.map(toldChange)
  const countOf = (cause: AlertCause): number => told.filter((change) => change.cause.includes(cause)).length
  const event: AlertEvent = {
    type: told.length === 0 ? 'openports.test' : 'ports.changed',
    timestamp: at.toISOString(),
    data: {
      rule: { id: rule.id, name: rule.name },
      view: { name: rule.view, link: linkOf(rule, { pageUrl, from }) },
      scope: { project: rule.project, category, enterprise_project_id: enterpriseProject },
      from: { snapshot: from, at: changes.from?.at ?? null },
      to: { snapshot: to, at: changes.to?.at ?? null },
      complete: changes.complete,
      counts: {
        total: told.length,
        ...Object.fromEntries(ALERT_CAUSES.map((cause) => [cause, countOf(cause)])),
      },
      changes: told.slice(0, MAX_LISTED),
      omitted: Math.max(0, told.length - MAX_LISTED),
    },
  }
  return { webhookId: `msg_${randomUUID()}`, event: JSON.stringify(event) }
}

/** The view with the changes open, since the snapshot that they are compared with. */
function linkOf(
  { project, viewQuery }: KeptRule,
  { pageUrl, from }: { pageUrl: string; from: number },
): string {
  const params = new URLSearchParams(viewQuery ?? '')
  for (const name of ['snapshot', 'since', 'kind']) params.delete(name)
  return `${pageUrl}/?${new URLSearchParams({ project }).toString()}&${params.size > 0 ? `${params.toString()}&` : ''}since=${from}`
}
