import type { Context } from 'hono'

import type { ProjectKind } from '#contract/projects.ts'
import type { Collector } from '#server/hss/collector.ts'
import type { AppEnv } from '#server/http/env.ts'
import { refuse, refuseProject } from '#server/http/responses.ts'
import type { Store } from '#server/store/types.ts'

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

/** The refusal of a question about a project without data: HSS was not synced yet, or there is no such project. Null where it has none. */
export async function refusalOf(
  c: Context<AppEnv>,
  project: string,
  store: Pick<Store, 'projectKind'>,
  collector: Pick<Collector, 'lookUps' | 'isWaitingForIds'>,
): Promise<Response | null> {
  const kind = await store.projectKind(project)
  if (isOfHss(project, kind, collector)) return refuseUnread(c)
  return kind === null ? refuseProject(c) : null
}
