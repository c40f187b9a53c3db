import type { LookupFunction } from 'node:net'

import type { AlertFormat, DeliveryFailure } from '#contract/alert-rules.ts'
import type { Egress } from '#server/common/egress.ts'
import { BodyError, exchange } from '#server/common/http-client.ts'
import type { ClientTimes } from '#server/common/http-client.ts'
import type { ClaimedMessage } from '#server/store/alert-types.ts'

import { TargetError } from './allowed-targets.ts'
import type { AllowedTargets } from './allowed-targets.ts'
import { bodyOf } from './body.ts'
import { AlertEvent } from './event.ts'
import { readRetryAfter } from './retry.ts'
import { dingtalkParameters, standardWebhookHeaders } from './sign.ts'

/** What came of an attempt. Not `isFinal`: another may succeed; `retryAfter` is when the receiver wants it, in ms from now. */
export type Attempt = {
  status: number | null
  failure: DeliveryFailure | null
  detail: string
  isFinal: boolean
  retryAfter: number | null
}

export type SendOptions = {
  targets: AllowedTargets
  lookup: LookupFunction
  egress: Egress
  /** As `ClientTimes` has them, and `whole` for all of it. */
  times: ClientTimes & { whole: number }
  signal: AbortSignal
}

/** Of an answer. Chats say in some bytes whether they took a message; more is not read. */
const SIZES = { headers: 16_384, body: 16_384 }

/** We ask for none, and unpack none. */
const ENCODINGS = ['identity', 'gzip', 'deflate', 'br', 'zstd']

/** Makes one attempt to deliver a message: one request, without redirects. */
export async function send(
  message: ClaimedMessage,
  at: Date,
  { targets, lookup, egress, times, signal }: SendOptions,
): Promise<Attempt> {
  const { format, language, secret } = message.rule
  const url = new URL(message.rule.url)
  if (!targets.allows(url.href)) return failed('hostNotAllowed')
  const body = bodyOf(AlertEvent.parse(JSON.parse(message.event)), { format, language, secret }, at)
  if (format === 'dingtalk' && secret !== '')
    for (const [name, value] of Object.entries(dingtalkParameters(secret, at)))
      url.searchParams.set(name, value)
  const headers = {
    'content-type': 'application/json; charset=utf-8',
    'user-agent': 'Openports',
    ...(format === 'json' && standardWebhookHeaders(secret, { id: message.webhookId, at, body })),
  }
  try {
    const answer = await exchange(
      { origin: url.origin, method: 'POST', path: `${url.pathname}${url.search}`, headers, body },
      {
        egress,
        times,
        sizes: SIZES,
        encodings: ENCODINGS,
        lookup,
        signal: AbortSignal.any([signal, AbortSignal.timeout(times.whole)]),
      },
    )
    return judge(
      format,
      answer.status,
      answer.body,
      readRetryAfter(headerOf(answer.headers['retry-after']), at),
    )
  } catch (error) {
    // The status came, and is what counts: the rest of the answer says nothing to us, unless it is a chat's.
    if (error instanceof BodyError) return judge(format, error.status, Buffer.alloc(0), null)
    return failureOf(error)
  }
}

const headerOf = (value: string | string[] | undefined): string | undefined =>
  Array.isArray(value) ? value[0] : value

const failed = (
  failure: DeliveryFailure,
  { status = null, detail = '', isFinal = false, retryAfter = null }: Partial<Omit<Attempt, 'failure'>> = {},
): Attempt => ({ status, failure, detail, isFinal, retryAfter })

/** A receiver that says so with 4xx will say so again, except of a request that came at a bad time. */
function judge(format: AlertFormat, status: number, body: Buffer, retryAfter: number | null): Attempt {
  if (status >= 300 && status < 400) return failed('redirect', { status })
  if (status < 200 || status >= 300) {
    const isFinal = status >= 400 && status < 500 && status !== 408 && status !== 429
    return failed('status', { status, isFinal, retryAfter })
  }
  const delivered: Attempt = { status, failure: null, detail: '', isFinal: true, retryAfter: null }
  if (format === 'json' || format === 'slack') return delivered
  const code = chatCode(body)
  if (code === 0) return delivered
  return failed('rejected', {
    status,
    detail: code === null ? '' : `errcode ${code}`,
    isFinal: code !== null && !BUSY.has(code),
  })
}

/** Codes with which DingTalk, Feishu and WeCom say that there were too many messages, or that they are at fault. */
const BUSY: ReadonlySet<number> = new Set([-1, 130101, 410100, 11232, 9499, 45009])

/** What DingTalk and WeCom call `errcode`, and Feishu `code` or `StatusCode`: 0 is well. Null where there is none. */
function chatCode(body: Buffer): number | null {
  try {
    const answer: unknown = JSON.parse(body.toString())
    if (typeof answer !== 'object' || answer === null) return null
    for (const name of ['errcode', 'code', 'StatusCode']) {
      const code: unknown = Reflect.get(answer, name)
      if (typeof code === 'number') return code
    }
    return null
  } catch {
    return null
  }
}

function failureOf(error: unknown): Attempt {
  for (let cause = error; cause instanceof Error; cause = cause.cause) {
    if (cause instanceof TargetError) return failed(cause.failure)
    if (/Timeout/.test(cause.name)) return failed('timeout')
    if ('code' in cause && typeof cause.code === 'string')
      return failed('unreachable', { detail: cause.code })
  }
  return failed('unreachable', { detail: error instanceof Error ? error.name : '' })
}
