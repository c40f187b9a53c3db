/**
 * Why nobody got in: `declined`, at the provider; `stale`, the attempt is over, was already used or is not this browser's;
 * `unreachable`, the provider does not answer; `misunderstood`, it answers what cannot be accepted, which whoever runs the
 * server has to mend; `noAccess`, they are who they say, and none of their groups may do anything.
 */
export type SignInFault = 'declined' | 'stale' | 'unreachable' | 'misunderstood' | 'noAccess'

/** An attempt to sign in that failed. The message has what was wrong in detail, for the log alone. */
export class SignInError extends Error {
  override name = 'SignInError'
  readonly fault: SignInFault

  constructor(fault: SignInFault, cause?: unknown) {
    super([fault, ...wordsOf(cause)].join(': '), { cause })
    this.fault = fault
  }
}

const WORDS_MAX = 200 // characters, of each: a part may be the provider's

/** What an error and those behind it say. Those of OAuth also have a word of the provider's. */
function wordsOf(cause: unknown): string[] {
  if (!(cause instanceof Error)) return []
  const code = 'error' in cause && typeof cause.error === 'string' ? [cause.error] : []
  return [...[cause.message, ...code].map((text) => text.slice(0, WORDS_MAX)), ...wordsOf(cause.cause)]
}
