import { mutationOptions, queryOptions, skipToken, useMutation, useQuery } from '@tanstack/react-query'

import { VIEWS_PATH, ViewsAnswer, writeSaveView } from '#contract/views.ts'
import type { SavedView, ViewToSave } from '#contract/views.ts'

import { read } from './http.ts'
import type { Http } from './http.ts'
import { POLL } from './polling.ts'
import { useServer } from './server.ts'

const key = (project: string | null) => ['views', project]

async function readSavedViews(http: Http, project: string, signal: AbortSignal): Promise<SavedView[]> {
  const answer = await http.get(`${VIEWS_PATH}?${new URLSearchParams({ project }).toString()}`, signal)
  return (await read(answer, (wire) => ViewsAnswer.parse(wire))).views
}

export async function saveView(http: Http, view: ViewToSave): Promise<void> {
  await http.change('PUT', `${VIEWS_PATH}?${writeSaveView(view).toString()}`)
}

export async function forgetView(http: Http, view: { project: string; name: string }): Promise<void> {
  await http.change('DELETE', `${VIEWS_PATH}?${new URLSearchParams(view).toString()}`)
}

const savedViews = (http: Http, project: string | null) =>
  queryOptions({
    queryKey: key(project),
    queryFn: project === null ? skipToken : ({ signal }) => readSavedViews(http, project, signal),
    refetchInterval: POLL,
    staleTime: 0, // others save views, too
  })

/** What changes the views of a project: they are asked for anew after it. */
const changing = <Change extends { project: string }>(
  http: Http,
  change: (http: Http, change: Change) => Promise<void>,
) =>
  mutationOptions({
    mutationFn: (wanted: Change) => change(http, wanted),
    onSettled: (_data, _error, { project }, _context, { client }) =>
      client.invalidateQueries({ queryKey: key(project) }),
  })

/** The named views of a project. Without one it waits for it. */
export const useSavedViews = (project: string | null) => useQuery(savedViews(useServer().http, project))

export const useSaveView = () => useMutation(changing(useServer().http, saveView))
export const useForgetView = () => useMutation(changing(useServer().http, forgetView))
