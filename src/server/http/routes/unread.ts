import type { Context } from 'hono'

import type { ProjectKind } from '#contract/projects.ts'
import type { Collector } from '#server/hss/collector.ts'
import type { AppEnv } from '#server/http/env.ts'
import { refuse } from '#server/http/responses.ts'

/** In how many seconds it is worth asking again: by then another process has said what it knows, and a page may be there. */
const RETRY_AFTER = '5'

/** Whether a project of the store is HSS's, or one that the store does not know yet may be. */
export const isOfHss = (
  project: string,
  kind: ProjectKind | null,
  collector: Pick<Collector, 'lookUps' | 'isWaitingForIds'>,
): boolean =>
  kind === 'hss' || (kind === null && (collector.lookUps(project) !== null || collector.isWaitingForIds()))

/** What was not collected yet is not "none". */
export const refuseUnread = (c: Context<AppEnv>): Response =>
  refuse(c, 503, 'unread', 'Not synced from HSS yet. See /api/status.', {
    'Retry-After': RETRY_AFTER,
  })
