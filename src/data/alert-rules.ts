import { mutationOptions, queryOptions, useMutation, useQuery } from '@tanstack/react-query'

import { ALERT_RULES_PATH, ALERT_TEST_PATH, AlertRulesAnswer, writeAlertRule } from '#contract/alert-rules.ts'
import type { AlertRuleChange } from '#contract/alert-rules.ts'

import { read } from './http.ts'
import type { Http } from './http.ts'
import { POLL_SOON } from './polling.ts'
import { useServer } from './server.ts'

const key = (project: string) => ['alert-rules', project]

/** One rule of a project. */
type OneRule = { project: string; id: number }

const parametersOf = ({ project, id }: OneRule): string =>
  new URLSearchParams({ project, id: String(id) }).toString()

async function readAlertRules(http: Http, project: string, signal: AbortSignal): Promise<AlertRulesAnswer> {
  const answer = await http.get(`${ALERT_RULES_PATH}?${new URLSearchParams({ project }).toString()}`, signal)
  return await read(answer, (wire) => AlertRulesAnswer.parse(wire))
}

async function saveAlertRule(http: Http, change: AlertRuleChange): Promise<void> {
  const { params, headers } = writeAlertRule(change)
  const method = change.id === undefined ? 'POST' : 'PUT'
  await http.change(method, `${ALERT_RULES_PATH}?${params.toString()}`, headers)
}

const deleteAlertRule = async (http: Http, one: OneRule): Promise<void> =>
  void (await http.change('DELETE', `${ALERT_RULES_PATH}?${parametersOf(one)}`))

const testAlertRule = async (http: Http, one: OneRule): Promise<void> =>
  void (await http.change('POST', `${ALERT_TEST_PATH}?${parametersOf(one)}`))

const alertRules = (http: Http, project: string) =>
  queryOptions({
    queryKey: key(project),
    queryFn: ({ signal }) => readAlertRules(http, project, signal),
    refetchInterval: POLL_SOON, // while somebody looks at the deliveries, which come and go
    staleTime: 0,
  })

/** What changes the rules of a project: they are asked for anew after it. */
const changing = <Change extends { project: string }>(
  http: Http,
  change: (http: Http, change: Change) => Promise<void>,
) =>
  mutationOptions({
    mutationFn: (wanted: Change) => change(http, wanted),
    onSettled: (_data, _error, { project }, _context, { client }) =>
      client.invalidateQueries({ queryKey: key(project) }),
  })

/** The alert rules of a project and their deliveries, for its operators. */
export const useAlertRules = (project: string) => useQuery(alertRules(useServer().http, project))

export const useSaveAlertRule = () => useMutation(changing(useServer().http, saveAlertRule))
export const useDeleteAlertRule = () => useMutation(changing(useServer().http, deleteAlertRule))
export const useTestAlertRule = () => useMutation(changing(useServer().http, testAlertRule))
