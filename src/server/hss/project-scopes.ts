import { CATEGORIES, DEFAULT_ENTERPRISE_PROJECT } from '#contract/scope.ts'
import type { Scope } from '#contract/scope.ts'
import type { Failure } from '#contract/status.ts'
import type { Store } from '#server/store/types.ts'

import { HssError } from './errors.ts'
import { failureOf } from './progress.ts'
import type { HssSettings } from './settings.ts'
import type { SyncState } from './shared-state.ts'
import type { Timing } from './timing.ts'
import type { HssClient } from './types.ts'

/** How long the names of enterprise projects are good, or that they are refused; and when EPS is tried again if it fails. */
const NAMES_FOR = 60 * 60_000
const NAMES_AGAIN = 30_000
const NAMES_AFTER_REJECTION = 10 * 60_000

/** Names a scope among those of its project. */
export const nameOf = ({
  category,
  enterpriseProject,
}: Pick<Scope, 'category' | 'enterpriseProject'>): string => `${category} ${enterpriseProject}`

type Found = Pick<SyncState, 'project' | 'scopes' | 'namesFailure'>

/** Which scopes a project has: each category of each enterprise project, as configured or as EPS lists them. */
export interface ProjectScopes {
  /**
   * Finds them out, and describes the project to the store. Fails only when the project itself cannot be found, and when
   * EPS rejects a credential that is not proven: then EPS is not asked again before HSS.
   */
  known: (signal: AbortSignal, credential: { isProven: boolean }) => Promise<readonly Scope[]>
  /** Takes over what another process found out. */
  follow: (others: Found) => void
  /** What was found out, for other processes. */
  found: () => Found
  /** As last found out: none before. */
  last: () => readonly Scope[]
  project: () => string | null
  /** Why EPS gave no names. */
  namesFailure: () => Failure | null
}

export function createProjectScopes({
  settings,
  client,
  store,
  timing,
}: {
  settings: Pick<HssSettings, 'name' | 'projectId' | 'enterpriseProjects'>
  client: Pick<HssClient, 'projectId' | 'enterpriseProjects'>
  store: Pick<Store, 'describeProject'>
  timing: Timing
}): ProjectScopes {
  let project = settings.projectId
  let scopes: readonly Scope[] = []
  let namesUntil = Number.NEGATIVE_INFINITY
  let failure: Failure | null = null
  let rejection: HssError | null = null

  async function names(signal: AbortSignal): Promise<{ id: string; name: string }[] | null> {
    try {
      const found = await client.enterpriseProjects(signal)
      failure = null
      rejection = null
      return found
    } catch (error) {
      signal.throwIfAborted()
      failure = failureOf(error, new Date(timing.now()).toISOString())
      rejection = error instanceof HssError && error.kind === 'rejected' ? error : null
      return null
    }
  }

  return {
    known: async (signal, { isProven }) => {
      if (timing.monotonic() < namesUntil) return scopes
      const id = (project ??= await client.projectId(signal))
      const isSkipped = rejection !== null && !isProven
      const found = isSkipped ? null : await names(signal)
      if (rejection !== null && !isProven && !isSkipped) throw rejection
      const listed = found?.map(({ id }) => id)
      const before = scopes.length === 0 ? null : [...new Set(scopes.map((scope) => scope.enterpriseProject))]
      const ids = settings.enterpriseProjects ?? listed ?? before ?? [DEFAULT_ENTERPRISE_PROJECT]
      await store.describeProject({
        id,
        name: settings.name,
        kind: 'hss',
        enterpriseProjects: (found ?? []).filter((one) => ids.includes(one.id)),
      })
      scopes = ids.flatMap((enterpriseProject) =>
        CATEGORIES.map((category) => ({ project: id, category, enterpriseProject })),
      )
      const isSettled = found !== null || failure?.kind === 'forbidden'
      const again = rejection === null ? NAMES_AGAIN : NAMES_AFTER_REJECTION
      namesUntil = timing.monotonic() + (isSettled ? NAMES_FOR : again)
      return scopes
    },
    follow: (others) => {
      project ??= others.project
      const own = project
      if (own !== null) scopes = others.scopes.map((scope) => ({ project: own, ...scope }))
      failure = others.namesFailure
    },
    found: () => ({
      project,
      scopes: scopes.map(({ category, enterpriseProject }) => ({ category, enterpriseProject })),
      namesFailure: failure,
    }),
    last: () => scopes,
    project: () => project,
    namesFailure: () => failure,
  }
}
