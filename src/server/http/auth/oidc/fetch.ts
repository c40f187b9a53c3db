import type { CustomFetch } from 'openid-client'
import { errors } from 'undici'

import type { Egress } from '#server/common/egress.ts'
import { BodyError, EncodingError, exchange } from '#server/common/http-client.ts'

/** The longest answer of a provider that is read, in bytes. The keys of a large one have 20 kB. */
const ANSWER_MAX = 256 * 1024
const HEADERS_MAX = 16 * 1024

/** In ms. The caller's signal is the deadline of the whole. */
const TIMES = { connect: 3000, tls: 5000, firstByte: 5000 }

/** An answer that is not read. */
class AnswerError extends Error {
  override name = 'AnswerError'
}

/**
 * `fetch` for the answers of a provider: it decodes nothing and follows nothing. An answer that is compressed although it
 * was not asked to be, or that is longer than `ANSWER_MAX`, is an error. The answer is read to its last byte before it is
 * given, so `signal` is the deadline of all of it.
 */
export const boundedFetch =
  (egress: Egress): CustomFetch =>
  async (url, { method, headers, body, signal = new AbortController().signal }) => {
    const { origin, pathname, search } = new URL(url)
    const form = body instanceof URLSearchParams ? body.toString() : '' // forms are all that is sent
    try {
      const answer = await exchange(
        {
          origin,
          method,
          path: `${pathname}${search}`,
          headers: { ...headers, 'accept-encoding': 'identity' },
          body: form,
        },
        {
          egress,
          times: TIMES,
          sizes: { headers: HEADERS_MAX, body: ANSWER_MAX },
          encodings: ['identity'],
          signal,
        },
      )
      return new Response(answer.body.length === 0 ? null : answer.body, {
        status: answer.status,
        headers: Object.entries(answer.headers).flatMap(([name, value = []]) =>
          [value].flat().map((one): [string, string] => [name, one]),
        ),
      })
    } catch (error) {
      signal.throwIfAborted()
      if (error instanceof EncodingError)
        throw new AnswerError(`the provider answers in ${error.message}, unasked`)
      if (error instanceof BodyError && error.cause instanceof errors.ResponseExceededMaxSizeError)
        throw new AnswerError(`the provider's answer is longer than ${ANSWER_MAX} bytes`)
      throw new TypeError('fetch failed', { cause: error }) // as fetch does
    }
  }
