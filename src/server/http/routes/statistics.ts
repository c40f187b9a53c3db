import type { Hono } from 'hono'

import { readStatisticsQuery } from '#contract/port-statistics-query.ts'
import { encodeStatisticsPage, UNREAD_TAG, writeMark } from '#contract/port-statistics.ts'
import type { Collector } from '#server/hss/collector.ts'
import type { Operations } from '#server/http/app.ts'
import { noneMatchNames } from '#server/http/conditional.ts'
import { refuseForNow } from '#server/http/load.ts'
import { whenTaken } from '#server/http/requests.ts'
import { json, parametersOf, refuse, refuseProject } from '#server/http/responses.ts'
import type { AppEnv } from '#server/http/responses.ts'
import { TURN_LIMITS, Turns } from '#server/http/turns.ts'
import type { Store } from '#server/store/types.ts'

import { isOfHss, refuseUnread } from './unread.ts'

/**
 * ListPortStatistics: the rows of a selection, answered from the store. Asking again while nothing changed costs one
 * look at the current snapshot: 304 with its mark, whose times may have moved. Of what HSS was not asked yet, nothing is
 * said but that. A large snapshot is read in turns.
 */
export function addStatistics(
  app: Hono<AppEnv>,
  store: Pick<Store, 'mark' | 'extent' | 'statistics' | 'projectKind'>,
  collector: Pick<Collector, 'lookedAt' | 'lookUps' | 'isWaitingForIds'>,
  { load, shed }: Pick<Operations, 'load' | 'shed'>,
): void {
  const turns = new Turns(load.wait)
  app.get('/v5/:project/asset/port/statistics', async (c) => {
    const query = readStatisticsQuery(c.req.param('project'), parametersOf(c))
    collector.lookedAt(query.selection)

    const condition = c.req.header('If-None-Match')
    if (condition !== undefined) {
      const mark = await store.mark(query)
      if (mark && noneMatchNames(condition, String(mark.id))) return c.body(null, 304, writeMark(mark))
    }

    const read = async (): Promise<Response> => {
      const { total, rows, mark } = await store.statistics(query)
      if (mark === null) {
        const { project } = query.selection
        const kind = await store.projectKind(project)
        if (isOfHss(project, kind, collector)) {
          if (query.snapshot !== undefined)
            return refuse(c, 404, 'notFound', 'There was no such snapshot yet.')
          return condition === UNREAD_TAG ? c.body(null, 304) : refuseUnread(c)
        }
        if (kind === null) return refuseProject(c)
      }
      return json(c, encodeStatisticsPage({ total, rows }), mark ? writeMark(mark) : {})
    }
    const extent = await store.extent(query)
    if (extent <= TURN_LIMITS.rows) return await read()
    const { subject } = c.var.who
    const asked = {
      subject,
      rows: Math.min(query.limit, extent),
      taken: whenTaken(c),
      signal: c.req.raw.signal,
    }
    const answer = await turns.read(asked, read)
    if (answer !== null) return answer
    shed('share')
    return refuseForNow(c)
  })
}
