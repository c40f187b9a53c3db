/**
 * Why a sign-in failed. `declined`: at the provider. `stale`: the attempt expired, was used before, or is another browser's.
 * `unreachable`: the provider does not answer. `misunderstood`: its answer is not acceptable, which the operator has to fix.
 * `noAccess`: the user is known, and none of their groups has a grant.
 */
export type SignInFault = 'declined' | 'stale' | 'unreachable' | 'misunderstood' | 'noAccess'

/** A failed sign-in. Its message has the details, for the log only. */
export class SignInError extends Error {
  override name = 'SignInError'
  readonly fault: SignInFault

  constructor(fault: SignInFault, cause?: unknown) {
    super([fault, ...messagesOf(cause)].join(': '), { cause })
    this.fault = fault
  }
}

const PART_MAX = 200 // characters of each part, which may come from the provider

/** The messages of an error and its causes, with the error codes of OAuth. */
function messagesOf(cause: unknown): string[] {
  if (!(cause instanceof Error)) return []
  const code = 'error' in cause && typeof cause.error === 'string' ? [cause.error] : []
  return [...[cause.message, ...code].map((text) => text.slice(0, PART_MAX)), ...messagesOf(cause.cause)]
}
