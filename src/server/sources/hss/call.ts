import type { z } from '#contract/zod.ts'

import { errorCode, HssError, readError, requestIdOf } from './errors.ts'
import type { Asked } from './errors.ts'
import { parseJson } from './json.ts'
import type { HttpAnswer, HttpRequest, Transport } from './transport.ts'

/** A credential that was rejected twice in a row is not sent again: the sixth failed signature locks the key. */
const REJECTIONS_MAX = 2

/** Milliseconds since 1970, as this machine has it. */
export type Clock = () => number

/** One request for JSON of a shape. Fails with an `HssError`, or with the signal's reason. */
export type Call = <T>(
  request: HttpRequest,
  expected: Asked & { shape: z.ZodType<T> },
  signal: AbortSignal,
) => Promise<{ data: T; answer: HttpAnswer }>

/**
 * Turns answers into what was asked for, or into an `HssError`. One is made for each credential, because it remembers
 * when that was rejected.
 */
export function createCall({ transport, clock }: { transport: Transport; clock: Clock }): Call {
  let rejections: HssError[] = []

  return async (request, { credential, shape }, signal) => {
    const locked = rejections[REJECTIONS_MAX - 1]
    if (locked) throw locked
    const answer = await transport(request, signal)
    const isSuccess = answer.status >= 200 && answer.status < 300
    const parsed = parseJson(answer.text)
    // Errors come as JSON from the services, and as anything from what stands in between.
    const body = 'value' in parsed ? parsed.value : undefined
    const read = shape.safeParse(body)
    if (isSuccess && read.success) {
      rejections = []
      return { data: read.data, answer }
    }
    const error =
      isSuccess && errorCode(body) === null
        ? new HssError('garbled', 'fault' in parsed ? parsed.fault : 'UNEXPECTED_BODY', {
            status: answer.status,
            requestId: requestIdOf(answer, body),
          })
        : readError(answer, body, { credential }, clock())
    if (error.kind === 'rejected') rejections.push(error)
    throw error
  }
}
