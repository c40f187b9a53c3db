import { queryOptions, useQuery } from '@tanstack/react-query'

import { PORT_HISTORY_PATH, PortHistoryAnswer, writePortHistoryQuery } from '#contract/port-history.ts'
import type { PortHistoryQuery } from '#contract/port-history.ts'

import { read } from './http.ts'
import type { Http } from './http.ts'
import { useServer } from './server.ts'

const portHistory = (http: Http, query: PortHistoryQuery, current: number) =>
  queryOptions({
    queryKey: ['port-history', query, current],
    queryFn: async ({ signal }) => {
      const answer = await http.get(`${PORT_HISTORY_PATH}?${writePortHistoryQuery(query).toString()}`, signal)
      return await read(answer, (wire) => PortHistoryAnswer.parse(wire))
    },
    staleTime: Infinity,
  })

/**
 * What became of a port, change by change.
 *
 * @param current The number of the current snapshot: there may be another change when that changes.
 */
export const usePortHistory = (query: PortHistoryQuery, current: number) =>
  useQuery(portHistory(useServer().http, query, current))
