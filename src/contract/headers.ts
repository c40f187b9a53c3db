/** A header that a form or an image of another site cannot send: its sender is the page, or a program. */
export const ACTION_HEADER = 'Openports-Action'

/** On an answer to a look-up that HSS did not answer: the `kind` of a `Failure`, for a reader of another language. */
export const FAILURE_HEADER = 'Openports-Failure'

/**
 * The header by which each answer for data tells which build of the page the server has. Another one than before: the
 * server was upgraded, and an open page is older than what it talks to.
 */
export const BUILD_HEADER = 'Openports-Build'
