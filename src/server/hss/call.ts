import type { z } from '#contract/zod.ts'

import type { CredentialIdentity } from './credentials.ts'
import { errorCode, HssError, readError, requestIdOf } from './errors.ts'
import type { Asked } from './errors.ts'
import { parseJson } from './json.ts'
import type { Lockout } from './lockout.ts'
import type { HttpAnswer, HttpRequest, Transport } from './transport.ts'

/** Milliseconds since 1970, as this machine has it. */
export type Clock = () => number

/** One request for JSON of a shape. Fails with an `HssError`, or with the signal's reason. */
export type Call = <T>(
  request: HttpRequest,
  expected: Asked & { shape: z.ZodMiniType<T> },
  signal: AbortSignal,
) => Promise<{ data: T; answer: HttpAnswer }>

/** Turns answers to requests with one credential into what was asked for, or into an `HssError`. */
export function createCall({
  transport,
  clock,
  lockout,
  identity,
}: {
  transport: Transport
  clock: Clock
  lockout: Lockout
  identity: CredentialIdentity
}): Call {
  const send: Call = async (request, { credential, shape }, signal) => {
    const answer = await transport(request, signal)
    const isSuccess = answer.status >= 200 && answer.status < 300
    const parsed = parseJson(answer.text)
    // Errors come as JSON from the services, and as anything from what stands in between.
    const body = 'value' in parsed ? parsed.value : undefined
    const read = shape.safeParse(body)
    if (isSuccess && read.success) return { data: read.data, answer }
    throw isSuccess && errorCode(body) === null
      ? new HssError('garbled', 'fault' in parsed ? parsed.fault : 'UNEXPECTED_BODY', {
          status: answer.status,
          requestId: requestIdOf(answer, body),
        })
      : readError(answer, body, { credential }, clock())
  }
  return (request, expected, signal) =>
    expected.credential === 'token' // it proves no secret, so that nothing is locked by it
      ? send(request, expected, signal)
      : lockout.guard(identity, () => send(request, expected, signal), signal)
}
