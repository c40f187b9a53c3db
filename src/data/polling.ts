import type { ApiError } from './api-error.ts'

/** How often the page asks whether there is anything newer, in milliseconds: one 304 of some hundred bytes. */
export const POLL = 60_000
/** How often while the server does not answer: the page promises to notice as soon as it does. */
const POLL_AWAY = 5_000
/** How often while a sweep goes on, or something is about to happen: a page of HSS comes every twelve seconds at best. */
export const POLL_SOON = 3_000

export const pollAfter = (error: ApiError | null): number =>
  error?.kind === 'unreachable' ? POLL_AWAY : POLL
