import fc from 'fast-check'
import { describe, expect, test } from 'vitest'

import { ADVICE, HssError, readError } from './errors.ts'
import { parseJson } from './json.ts'

/** Any of the 65,536: controls, surrogates and all. */
const codeUnit = fc.nat(0xffff).map((unit) => String.fromCharCode(unit))
const NOW = Date.UTC(2026, 10, 24, 12)
const error = (
  status: number,
  body?: unknown,
  {
    headers = {},
    credential = 'keys',
  }: { headers?: Record<string, string>; credential?: 'keys' | 'token' | 'password' } = {},
) => readError({ status, headers }, body, { credential }, NOW)

describe('what a refusal means', () => {
  test.each([
    [400, 'HSS.0001', 'invalid'],
    [400, 'HSS.0002', 'invalid'],
    [400, 'HSS.0010', 'forbidden'],
    [400, 'HSS.0013', 'forbidden'],
    [400, 'HSS.0011', 'notFound'],
    [400, 'HSS.1008', 'invalid'],
    [500, 'HSS.0041', 'unavailable'],
    [403, 'APIGW.0306', 'forbidden'],
    [404, 'APIGW.0101', 'absent'],
    [504, 'APIGW.0201', 'unavailable'],
    [413, 'APIGW.0201', 'invalid'],
    [429, 'APIGW.0308', 'throttled'],
    [429, 'APIG.0308', 'throttled'],
    [503, 'APIG.0308', 'throttled'],
    [400, '00000010', 'invalid'],
  ] as const)('%d %s is %s', (status, code, kind) => {
    expect(error(status, { error_code: code, error_description: '失败' })).toMatchObject({
      kind,
      code,
      status,
    })
  })

  test.each([
    [302, 'garbled'],
    [400, 'invalid'],
    [403, 'forbidden'],
    [404, 'absent'],
    [405, 'absent'],
    [408, 'timeout'],
    [429, 'throttled'],
    [500, 'unavailable'],
    [502, 'unavailable'],
    [503, 'unavailable'],
    [504, 'unavailable'],
  ] as const)('%d without a code is %s', (status, kind) => {
    expect(error(status)).toMatchObject({ kind, code: `HTTP ${status}` })
  })

  test.each(['APIGW.0301', 'APIG.0301', 'APIGW.0307', 'APIG.0307', undefined])(
    '401 %s is an expired token, or a rejected key or password',
    (code) => {
      const body = code === undefined ? undefined : { error_code: code }
      expect(error(401, body, { credential: 'token' }).kind).toBe('expired')
      expect(error(401, body, { credential: 'keys' }).kind).toBe('rejected')
      expect(error(401, body, { credential: 'password' }).kind).toBe('rejected')
    },
  )

  test('IAM nests its errors, and numbers them', () => {
    const body = {
      error: { code: 401, message: 'The username or password is wrong.', title: 'Unauthorized' },
    }
    expect(error(401, body, { credential: 'password' })).toMatchObject({ kind: 'rejected', code: '401' })
  })

  test('F14: an error with status 200 is one', () => {
    expect(error(200, { error_code: 'HSS.0010' }).kind).toBe('forbidden')
    expect(error(200, { error_code: 'HSS.9999' }).kind).toBe('unavailable')
  })

  test('F28: a wrong clock and a wrong key are different errors', () => {
    const skewed = error(
      401,
      { error_code: 'APIGW.0303' },
      { headers: { date: new Date(NOW - 16 * 60_000).toUTCString() } },
    )
    expect(skewed).toMatchObject({ kind: 'rejected', clockSkew: 16 * 60_000, advice: ADVICE.clock })
    const wrong = error(
      401,
      { error_code: 'APIGW.0303' },
      { headers: { date: new Date(NOW + 1000).toUTCString() } },
    )
    expect(wrong).toMatchObject({ kind: 'rejected', clockSkew: null, advice: ADVICE.rejected })
  })
})

describe('when to come back', () => {
  const after = (header: string) => error(429, undefined, { headers: { 'retry-after': header } }).retryAfter
  test.each([
    ['F09', '60', 60_000],
    ['F09', new Date(NOW + 30_000).toUTCString(), 30_000],
    ['F11', new Date(NOW - 30_000).toUTCString(), null],
    ['F11', 'Fri, 31 Dec 9999 23:59:59 GMT', 120_000],
    ['F11', '86400', 120_000],
    ['F11', 'soon', null],
    ['F11', '', null],
    ['F11', '0', null],
    ['F11', '-5', null],
    ['F11', '9'.repeat(400), null],
  ])('%s: Retry-After %j', (_, header, expected) => expect(after(header)).toBe(expected))

  test('F10: without the header nothing is said', () => {
    expect(error(429, { error_code: 'APIG.0308' }).retryAfter).toBeNull()
  })
})

test('the id of a request comes from the header, or from the gateway’s body', () => {
  expect(error(500, { request_id: 'b' }, { headers: { 'x-request-id': 'a' } }).requestId).toBe('a')
  expect(error(500, { request_id: 'b' }).requestId).toBe('b')
  expect(error(500).requestId).toBeNull()
})

test('SEC-17: nothing that the other end wrote is in an error but a code and an id', () => {
  const evil = fc.oneof(
    fc.string({ unit: codeUnit }),
    fc.constantFrom(
      'a\r\n{"time":"x"}',
      '\u001b[2J',
      '","level":"x',
      '<script>',
      'A'.repeat(10_000),
      '\u202e',
    ),
  )
  fc.assert(
    fc.property(evil, evil, evil, fc.constantFrom(200, 400, 401, 429, 500), (code, message, id, status) => {
      const body = {
        error_code: code,
        error_msg: message,
        error_description: message,
        request_id: id,
        error: message,
      }
      const { message: said, code: kept, requestId } = error(status, body)
      expect(said).toMatch(/^[\w.: -]+: [\x20-\x7e]+$/)
      expect(kept).toMatch(/^([\w.:-]{1,128}|HTTP \d+)$/)
      expect(requestId ?? '').toMatch(/^[\w.:-]{0,128}$/)
    }),
  )
})

test('each kind has its advice in one sentence or two', () => {
  for (const advice of Object.values(ADVICE)) expect(advice).toMatch(/^[A-Z][^\n]+\.$/)
  expect(new HssError('timeout', 'ANSWER_TIMEOUT').message).toBe(`ANSWER_TIMEOUT: ${ADVICE.timeout}`)
})

describe('SEC-22: JSON', () => {
  const nested = (depth: number) => `${'['.repeat(depth)}${']'.repeat(depth)}`
  test('up to 8 deep is read, brackets in strings aside', () => {
    expect(parseJson(nested(8))).toEqual({ value: [[[[[[[[]]]]]]]] })
    expect(parseJson('{"a": "[[[[[[[[[[\\"[[[["}')).toEqual({ value: { a: '[[[[[[[[[["[[[[' } })
  })
  test.each([
    nested(9),
    nested(10_000),
    '['.repeat(100_000),
    '{"a":NaN}',
    '{"a":1',
    '',
    '\ufeff{}',
    'null x',
  ])('what is none is refused (%#)', (text) => {
    expect(parseJson(text)).toHaveProperty('fault')
  })
  test('whatever it reads, it reads as JSON.parse does', () => {
    fc.assert(
      fc.property(fc.json({ maxDepth: 5 }), (text) => {
        expect(parseJson(text)).toEqual({ value: JSON.parse(text) })
      }),
    )
  })
})
