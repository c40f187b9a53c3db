import type { Context } from 'hono'

import { encodeColumns } from '#analysis/columns.ts'
import { chooseScope, readAskedScope } from '#contract/choose-scope.ts'
import type { BroughtAnswer, FirstAnswers } from '#contract/first-answers.ts'
import { writeMark } from '#contract/port-statistics.ts'
import type { ScopeQuery } from '#contract/scope.ts'
import { hasAccess } from '#server/common/identity.ts'
import type { Identity } from '#server/common/identity.ts'
import type { Store } from '#server/store/types.ts'

import type { Access } from './auth/access.ts'
import { BodyCache } from './body-cache.ts'
import type { Body } from './body-cache.ts'
import type { AppEnv } from './env.ts'
import type { AdmissionControl } from './limits/admission.ts'
import { parametersOf } from './responses.ts'
import { projectsAnswer } from './routes/projects.ts'
import { sessionAnswer } from './routes/session.ts'
import type { SnapshotRows } from './snapshot-rows.ts'

/** What the page of an address asks for first, as `who` may see it; null when there is no time for it. */
export type FirstAnswersOf = (c: Context<AppEnv>, who: Identity) => Promise<FirstAnswers | null>

/** As many rows come with the document: 5,000 are some 5 kB, which is less than what one more journey costs. */
const ROWS = 5_000

/** @param report takes failures: the page then asks for itself, and tells its reader of what fails. */
export function createFirstAnswers({
  store,
  snapshots,
  access,
  build,
  admission,
  report,
}: {
  store: Pick<Store, 'projects' | 'extent'>
  snapshots: Pick<SnapshotRows, 'of'>
  access: Pick<Access, 'signInMethods' | 'signOutPath'>
  build: string
  admission: AdmissionControl
  report: (requestId: string, error: Error) => void
}): FirstAnswersOf {
  const cache = new BodyCache()
  return async (c, who) => {
    if (admission.shedReason() !== null) return null
    const leave = admission.enter()
    try {
      const first = { now: new Date().toISOString(), build, session: answer(sessionAnswer(access, who)) }
      if (!hasAccess(who)) return first
      const { projects } = await projectsAnswer(store, who)
      const choice = chooseScope(projects, readAskedScope(parametersOf(c)))
      // What HSS may bring at any moment the page asks for when it is drawn: the answer is then the newer one.
      if (choice.kind !== 'chosen' || choice.project.kind === 'hss') return first
      return {
        ...first,
        projects: answer({ projects }),
        ...(await rowsOf(choice.scopeQuery)),
      }
    } catch (error) {
      report(c.var.requestId, error instanceof Error ? error : new Error(String(error)))
      return null
    } finally {
      leave()
    }

    async function rowsOf(scopeQuery: ScopeQuery): Promise<Pick<FirstAnswers, 'rows'>> {
      const { mark: current, rows: extent } = await store.extent({ scopeQuery })
      if (current === null || extent > ROWS) return {} // the endpoint says what no mark means
      const key = JSON.stringify([scopeQuery, current.id])
      if (!cache.has(key)) cache.keep(key, columnsOf(scopeQuery, current.id))
      const body = await cache.find(key)
      if (body === undefined) return {}
      const { bytes } = body
      return {
        rows: { scopeQuery, headers: writeMark(current), body: Buffer.from(bytes).toString('base64') },
      }
    }

    async function columnsOf(scopeQuery: ScopeQuery, snapshot: number): Promise<Body> {
      return { bytes: encodeColumns(await snapshots.of(scopeQuery, snapshot)), encoding: 'identity' }
    }
  }
}

const answer = (value: unknown, headers: BroughtAnswer['headers'] = {}): BroughtAnswer => ({
  headers,
  body: JSON.stringify(value),
})
