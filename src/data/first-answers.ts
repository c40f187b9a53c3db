import type { QueryClient } from '@tanstack/react-query'

import { chooseScope, readAskedScope } from '#contract/choose-scope.ts'
import { FIRST_ANSWERS_ID } from '#contract/first-answers.ts'
import type { BroughtAnswer, FirstAnswers } from '#contract/first-answers.ts'

import { createHttp } from './http.ts'
import type { Http } from './http.ts'
import { projects } from './projects.ts'
import { scopeRows } from './rows.ts'
import { session } from './session.ts'

/** Takes the first answers out of a document; null where the server put none into it. */
export function firstAnswersOf(document: Document): FirstAnswers | null {
  const element = document.getElementById(FIRST_ANSWERS_ID)
  element?.remove() // what is shown is kept by the query cache alone
  if (!element?.textContent) return null
  return JSON.parse(element.textContent) as FirstAnswers // oxlint-disable-line typescript/no-unsafe-type-assertion -- scripts and data of a document are of one build
}

/**
 * Puts the first answers into the cache, read by the same queries that would have asked for them. What cannot be read is
 * left to these.
 *
 * @param search of the address, which may be another one than the server saw.
 * @param age How long ago the server answered, in milliseconds.
 */
export async function takeFirstAnswers(
  client: QueryClient,
  first: FirstAnswers,
  { origin, search }: Pick<Location, 'origin' | 'search'>,
  age: number,
): Promise<void> {
  const date = new Date(Date.parse(first.now) + age).toUTCString()
  const bring = ({ headers, body }: Omit<BroughtAnswer, 'body'> & { body: BodyInit }): Http =>
    createHttp(() => Promise.resolve(new Response(body, { headers: { ...headers, date } })), origin)
  try {
    await client.query(session(bring(first.session)))
    if (first.projects === undefined) return
    const known = await client.query(projects(bring(first.projects)))
    const choice = chooseScope(known, readAskedScope(new URLSearchParams(search)))
    const { rows } = first
    if (
      rows &&
      choice.kind === 'chosen' &&
      JSON.stringify(choice.scopeQuery) === JSON.stringify(rows.scopeQuery)
    )
      await client.query(scopeRows(bring({ ...rows, body: bytesOf(rows.body) }), rows.scopeQuery, null))
  } catch {
    // Each query asks for itself, and tells what fails.
  }
}

const bytesOf = (base64: string): Uint8Array<ArrayBuffer> =>
  Uint8Array.from(atob(base64), (char) => char.charCodeAt(0))
