import { z } from '#contract/zod.ts'

/** HSS refuses requests dated more than 15 minutes off; a measured minute goes to the network and rounding. */
const SKEW_REFUSED = 14 * 60_000

/** Longest wait that we take over from a `Retry-After`: after two minutes asking again is harmless. */
const RETRY_AFTER_MAX = 120_000

/**
 * What a failure means for the caller's next step.
 *
 * - `network`, `timeout`, `unavailable` (5xx, gateway faults), `garbled`: worth another try
 * - `throttled`: not before `retryAfter`
 * - `expired`: the token; once, after renewing it
 * - `rejected`: the credential itself (wrong key, skewed clock): ten minutes later, or the key is locked
 * - `untrusted`: the other end may not be HSS (its certificate, or an address that it must not have): nothing more
 *   is sent until an operator retries, or much later
 * - `pageSize`: at once, with the smaller page that the client asks for next
 * - `forbidden`, `notFound`, `absent` (the region lacks the API), `invalid`: an operator has to change something
 */
export type HssErrorKind =
  | 'network'
  | 'timeout'
  | 'unavailable'
  | 'garbled'
  | 'throttled'
  | 'expired'
  | 'rejected'
  | 'untrusted'
  | 'forbidden'
  | 'notFound'
  | 'absent'
  | 'invalid'
  | 'pageSize'

/** What a person can do about a failure, by its kind. The page has the same sentences in its languages. */
export const ADVICE: Readonly<Record<HssErrorKind | 'clock', string>> = {
  network: 'HSS is unreachable: check the endpoint, the network and any proxy.',
  timeout: 'HSS did not respond in time: Openports retries automatically.',
  unavailable: 'HSS reported an internal error: Openports retries automatically.',
  garbled: 'Unexpected response from HSS: check the endpoint and any proxy.',
  throttled: 'The HSS quota is used up: the next call waits, and HSS_CALLS_PER_MINUTE may be set too high.',
  expired: 'The token has expired: Openports requests a new one automatically.',
  rejected:
    'The credentials were rejected: correct them and restart. To avoid a lockout, Openports retries every 10 minutes at most.',
  untrusted:
    'Could not verify the HSS endpoint (TLS or address): check the endpoint, its certificate and DNS.',
  forbidden: 'The credentials lack permission: grant the list permission of HSS in this project.',
  notFound: 'HSS does not know this resource: check the project ID and the enterprise project ID.',
  absent: 'This region does not have the API, or the endpoint is wrong: check the region and the endpoint.',
  invalid: 'HSS rejected the request as invalid: check the enterprise project ID and the region.',
  pageSize: 'HSS rejected the page size: Openports requests smaller pages automatically.',
  clock:
    'The clock of this machine is wrong: correct it. HSS rejects requests that are 15 minutes off; Openports retries every 10 minutes.',
}

/** A failed call to HSS, IAM or EPS. The message is ours alone: it repeats nothing of the response. */
export class HssError extends Error {
  override name = 'HssError'
  readonly kind: HssErrorKind
  /** The code as it came (`HSS.0010`, `APIGW.0308`), one of Node's (`ECONNRESET`), or a word of ours. */
  readonly code: string
  /** The HTTP status, null when there was no answer. */
  readonly status: number | null
  /** Finds the call at the vendor's. */
  readonly requestId: string | null
  /** How long to wait in ms at least, null when the other end does not say. */
  readonly retryAfter: number | null
  /** How far our clock is ahead of theirs in ms, when that is why they rejected us. */
  readonly clockSkew: number | null
  readonly advice: string

  constructor(
    kind: HssErrorKind,
    code: string,
    more: Partial<Pick<HssError, 'status' | 'requestId' | 'retryAfter' | 'clockSkew'>> = {},
  ) {
    const clockSkew = more.clockSkew ?? null
    const advice = ADVICE[clockSkew === null ? kind : 'clock']
    super(`${code}: ${advice}`)
    this.kind = kind
    this.code = code
    this.status = more.status ?? null
    this.requestId = more.requestId ?? null
    this.retryAfter = more.retryAfter ?? null
    this.clockSkew = clockSkew
    this.advice = advice
  }
}

/** Who was asked and with what: the same code means a stale token to one and a wrong key to the other. */
export type Asked = { credential: 'keys' | 'token' | 'password' }

/** The part of an answer that errors are told from. Header names are lower case. */
export type AnswerHead = { status: number; headers: Readonly<Record<string, string | undefined>> }

const text = z.catch(z.optional(z.string()), undefined)
/** The gateway and HSS write `error_code`, IAM nests it; all three may come without. */
const ErrorBody = z.object({
  error_code: text,
  request_id: text,
  error: z.catch(
    z.optional(z.object({ code: z.pipe(z.union([z.string(), z.number()]), z.transform(String)) })),
    undefined,
  ),
})

/**
 * Whether a body is an error's, whatever the status says: HSS has been seen to send errors with 200.
 *
 * @returns Its code, null when it has none.
 */
export function errorCode(body: unknown): string | null {
  const read = ErrorBody.safeParse(body)
  if (!read.success) return null
  const code = read.data.error_code ?? read.data.error?.code
  return code === undefined ? null : code
}

/**
 * What a refusal means, told by its code before its status: HSS sends missing permissions as 400 where others send
 * 403. `body` is the parsed JSON, undefined where there is none.
 */
export function readError(head: AnswerHead, body: unknown, { credential }: Asked, now: number): HssError {
  const code = errorCode(body)
  const kind =
    (code === null ? null : kindOfCode(code, head.status, credential)) ??
    kindOfStatus(head.status, credential)
  return new HssError(kind, printable(code) ?? `HTTP ${head.status}`, {
    status: head.status,
    requestId: requestIdOf(head, body),
    retryAfter:
      kind === 'throttled' || kind === 'unavailable' ? retryAfter(head.headers['retry-after'], now) : null,
    clockSkew: kind === 'rejected' && credential === 'keys' ? refusedSkew(head.headers['date'], now) : null,
  })
}

/** The request's id, from the header or the gateway's body. */
export function requestIdOf({ headers }: AnswerHead, body?: unknown): string | null {
  const fromBody = ErrorBody.safeParse(body)
  return printable(headers['x-request-id']) ?? printable(fromBody.data?.request_id)
}

/** Codes of the gateway (written `APIGW.` or `APIG.`), of HSS, and IAM's nested numbers, which are HTTP statuses. */
function kindOfCode(code: string, status: number, credential: Asked['credential']): HssErrorKind | null {
  const stale = credential === 'token' ? 'expired' : 'rejected'
  switch (code.replace(/^APIG\./, 'APIGW.')) {
    case 'APIGW.0101':
      return 'absent'
    case 'APIGW.0301':
    case 'APIGW.0307':
      return stale
    case 'APIGW.0303':
      return 'rejected'
    case 'APIGW.0302':
    case 'APIGW.0304':
    case 'APIGW.0305':
    case 'APIGW.0306':
      return 'forbidden'
    case 'APIGW.0308':
      return 'throttled'
    case 'HSS.0001':
    case 'HSS.0002':
      return 'invalid'
    case 'HSS.0010':
    case 'HSS.0013':
      return 'forbidden'
    case 'HSS.0011':
      return 'notFound'
    case 'HSS.0041':
      return 'unavailable'
    default:
      return status < 400 ? 'unavailable' : null
  }
}

function kindOfStatus(status: number, credential: Asked['credential']): HssErrorKind {
  if (status === 401) return credential === 'token' ? 'expired' : 'rejected'
  if (status === 403) return 'forbidden'
  if (status === 404 || status === 405) return 'absent' // HSS itself sends a missing resource as 400
  if (status === 408) return 'timeout'
  if (status === 429) return 'throttled'
  if (status >= 500) return 'unavailable'
  if (status >= 400) return 'invalid'
  return 'garbled' // a redirect, or a success without what was asked for
}

/** `Retry-After` in ms, as seconds or as a date. What is past, zero or unreadable says nothing. */
function retryAfter(header: string | undefined, now: number): number | null {
  if (header === undefined) return null
  const wait = /^[0-9]{1,15}$/.test(header) ? Number(header) * 1000 : Date.parse(header) - now
  return wait > 0 ? Math.min(wait, RETRY_AFTER_MAX) : null
}

function refusedSkew(date: string | undefined, now: number): number | null {
  const skew = now - Date.parse(date ?? '')
  return Math.abs(skew) > SKEW_REFUSED ? skew : null
}

/** A code or id as long as it looks like one: it goes to logs and to the page. */
const printable = (word: string | null | undefined): string | null =>
  word !== null && word !== undefined && /^[\w.:-]{1,128}$/.test(word) ? word : null
