import { HssError } from '#server/hss/errors.ts'
import type { HssClient } from '#server/hss/types.ts'
import { StoreError } from '#server/store/errors.ts'
import type { Store } from '#server/store/types.ts'

import type { Metrics } from './metrics.ts'

/** The store, whose writes are timed and whose refusals are counted. */
export function measuredStore(store: Store, metrics: Pick<Metrics, 'wrote' | 'storeFailed'>): Store {
  const counted =
    <Given extends unknown[], Result>(work: (...given: Given) => Promise<Result>) =>
    async (...given: Given): Promise<Result> => {
      try {
        return await work(...given)
      } catch (error) {
        metrics.storeFailed(error instanceof StoreError ? error.reason : 'unknown')
        throw error
      }
    }
  const timed = <Given extends unknown[], Result>(
    operation: string,
    work: (...given: Given) => Promise<Result>,
  ) => {
    const refused = counted(work)
    return async (...given: Given): Promise<Result> => {
      const begin = performance.now()
      try {
        return await refused(...given)
      } finally {
        metrics.wrote(operation, (performance.now() - begin) / 1000)
      }
    }
  }
  const { sweeps, sessions, views } = store
  return {
    ...store,
    record: timed('snapshot', store.record),
    recordPast: timed('snapshot', store.recordPast),
    recordInventory: timed('import', store.recordInventory),
    statistics: counted(store.statistics),
    extent: counted(store.extent),
    portHosts: counted(store.portHosts),
    changes: counted(store.changes),
    course: counted(store.course),
    projects: counted(store.projects),
    changeDocument: (key, change) => timed('document', () => store.changeDocument(key, change))(),
    sweeps: { ...sweeps, take: timed('sweep', sweeps.take) },
    sessions: { ...sessions, open: timed('session', sessions.open) },
    views: { ...views, save: timed('view', views.save) },
  }
}

/** HSS, each call of which is counted by what came of it. */
export function measuredClient(
  client: HssClient,
  called: (call: { api: string; outcome: string }) => void,
): HssClient {
  const counted =
    <Given extends unknown[], Result>(api: string, call: (...given: Given) => Promise<Result>) =>
    async (...given: Given): Promise<Result> => {
      try {
        const result = await call(...given)
        called({ api, outcome: 'ok' })
        return result
      } catch (error) {
        called({ api, outcome: error instanceof HssError ? error.kind : 'aborted' })
        throw error
      }
    }
  return {
    ...client,
    statistics: counted('statistics', client.statistics),
    portHosts: counted('hosts', client.portHosts),
    enterpriseProjects: counted('enterprise_projects', client.enterpriseProjects),
  }
}
