import type { ScopeQuery } from './scope.ts'

/** The id of the element of the document (index.html) that the server fills with {@link FirstAnswers} as JSON. */
export const FIRST_ANSWERS_ID = 'first-answers'

/** An answer of the API: its body, and those of its headers that say something of the data. */
export type BroughtAnswer = { headers: Readonly<Record<string, string>>; body: string }

/**
 * What a page asks for first, answered with its document: one journey instead of one after the other. What is missing the
 * page asks for as ever. `now` is the server's clock (ISO 8601, UTC) and `build` its build of the page; `projects` and
 * `rows` are there for imported scans and the demo fleet, `rows` of scopes that are not too large: columns (columns.ts) in
 * Base64.
 */
export type FirstAnswers = {
  now: string
  build: string
  session: BroughtAnswer
  projects?: BroughtAnswer
  rows?: BroughtAnswer & { scopeQuery: ScopeQuery }
}
