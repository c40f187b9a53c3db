import type { Context } from 'hono'

import { encodeColumns } from '#analysis/columns.ts'
import { createRowSet } from '#analysis/row-set.ts'
import { chooseScope, readAskedScope } from '#contract/choose-scope.ts'
import type { ScopeChoice } from '#contract/choose-scope.ts'
import type { BroughtAnswer, FirstAnswers } from '#contract/first-answers.ts'
import { LIMITS, writeMark } from '#contract/port-statistics.ts'
import type { ScopeQuery } from '#contract/scope.ts'
import { hasAccess } from '#server/common/identity.ts'
import type { Identity } from '#server/common/identity.ts'
import type { Collector } from '#server/hss/collector.ts'
import type { Store } from '#server/store/types.ts'

import type { Access } from './auth/access.ts'
import type { AppEnv } from './env.ts'
import type { AdmissionControl } from './limits/admission.ts'
import { parametersOf } from './responses.ts'
import { statusAnswer } from './routes/live.ts'
import { projectsAnswer } from './routes/projects.ts'
import { sessionAnswer } from './routes/session.ts'

/** What the page of an address asks for first, as `who` may see it; null when there is no time for it. */
export type FirstAnswersOf = (c: Context<AppEnv>, who: Identity) => Promise<FirstAnswers | null>

/** As many rows come with the document: 5,000 are some 5 kB, which is less than what one more journey costs. */
const ROWS = 5_000

/** @param report takes failures: the page then asks for itself, and tells its reader of what fails. */
export const createFirstAnswers =
  ({
    store,
    collector,
    access,
    build,
    admission,
    report,
  }: {
    store: Pick<Store, 'projects' | 'extent' | 'statistics'>
    collector: Pick<Collector, 'lookedAt' | 'status'>
    access: Pick<Access, 'signInMethods' | 'signOutPath'>
    build: string
    admission: AdmissionControl
    report: (requestId: string, error: Error) => void
  }): FirstAnswersOf =>
  async (c, who) => {
    if (admission.shedReason() !== null) return null
    const leave = admission.enter()
    try {
      const first = { now: new Date().toISOString(), build, session: answer(sessionAnswer(access, who)) }
      if (!hasAccess(who)) return first
      const { projects } = await projectsAnswer(store, who)
      const choice = chooseScope(projects, readAskedScope(parametersOf(c)))
      return {
        ...first,
        projects: answer({ projects }),
        ...(isOfHss(choice) && { status: answer(await statusAnswer(collector, who)) }),
        ...(choice.kind === 'chosen' && (await rowsOf(choice.scopeQuery))),
      }
    } catch (error) {
      report(c.var.requestId, error instanceof Error ? error : new Error(String(error)))
      return null
    } finally {
      leave()
    }

    async function rowsOf(scopeQuery: ScopeQuery): Promise<Pick<FirstAnswers, 'rows'>> {
      collector.lookedAt(scopeQuery)
      if ((await store.extent({ scopeQuery })).rows > ROWS) return {}
      const sort = { key: 'port', descending: false } as const
      const { rows, mark } = await store.statistics({
        scopeQuery,
        filter: {},
        sort,
        limit: LIMITS.max,
        offset: 0,
      })
      if (mark === null) return {} // the endpoint says what that means
      const columns = Buffer.from(encodeColumns(createRowSet(rows.length, rows))).toString('base64')
      return { rows: { scopeQuery, headers: writeMark(mark), body: columns } }
    }
  }

const answer = (value: unknown, headers: BroughtAnswer['headers'] = {}): BroughtAnswer => ({
  headers,
  body: JSON.stringify(value),
})

/** Whether the page tells how a project of HSS is synced: it is one, or there is none yet and one may be to come. */
const isOfHss = (choice: ScopeChoice): boolean =>
  choice.kind === 'noProjects' || (choice.kind === 'chosen' && choice.project.kind === 'hss')
