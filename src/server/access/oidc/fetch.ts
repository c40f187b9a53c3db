import { request as requestPlain } from 'node:http'
import type { IncomingMessage } from 'node:http'
import { request as requestTls } from 'node:https'

import type { CustomFetch } from 'openid-client'

/** The longest answer of a provider that is read, in bytes. The keys of a large one have 20 kB. */
export const ANSWER_MAX = 256 * 1024

/**
 * `fetch` for the answers of a provider, by Node's own client: it decodes nothing and follows nothing. An answer that is
 * compressed although it was not asked to be, or that is longer than `ANSWER_MAX`, is an error. The answer is read to its
 * last byte before it is given, so `signal` is the deadline of all of it.
 */
export const boundedFetch: CustomFetch = async (url, { method, headers, body, signal }) => {
  const request = (url.startsWith('https:') ? requestTls : requestPlain)(url, {
    method,
    headers: { ...headers, 'accept-encoding': 'identity', connection: 'close' },
    ...(signal && { signal }),
  })
  try {
    const answer = await new Promise<IncomingMessage>((resolve, reject) => {
      request.on('response', resolve).on('error', reject)
      request.on('close', () => reject(new Error('closed without an answer'))) // after a switch of protocols, for instance
      request.end(body instanceof URLSearchParams ? body.toString() : undefined) // forms are all that is sent
    })
    const encoding = answer.headers['content-encoding'] ?? 'identity'
    if (encoding !== 'identity') throw new AnswerError(`the provider answers in ${encoding}, unasked`)
    const bytes = await bytesOf(answer)
    return new Response(bytes.length === 0 ? null : bytes, {
      status: answer.statusCode ?? 0,
      headers: Object.entries(answer.headersDistinct).flatMap(([name, values = []]) =>
        values.map((value): [string, string] => [name, value]),
      ),
    })
  } catch (error) {
    signal?.throwIfAborted()
    throw error instanceof AnswerError ? error : new TypeError('fetch failed', { cause: error }) // as fetch does
  } finally {
    request.destroy()
  }
}

/** An answer that is not read. */
class AnswerError extends Error {
  override name = 'AnswerError'
}

async function bytesOf(answer: AsyncIterable<Buffer>): Promise<Buffer<ArrayBuffer>> {
  const parts: Buffer[] = []
  let length = 0
  for await (const part of answer) {
    length += part.length
    if (length > ANSWER_MAX) throw new AnswerError(`the provider's answer is longer than ${ANSWER_MAX} bytes`)
    parts.push(part)
  }
  return Buffer.concat(parts)
}
