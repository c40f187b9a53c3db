import fc from 'fast-check'
import { expect, test } from 'vitest'

import { hide, Secret } from '#server/common/secret.ts'
import { leaksIn } from '#test/server/canaries.ts'

import { createLog, stackOf } from './log.ts'
import type { LogLevel } from './log.ts'

function logTo(lines: string[], level: LogLevel = 'info') {
  return createLog({ level, write: (line) => void lines.push(line) })
}

test('SEC-17: whatever a failure says, the log gets one line of JSON that says it, and no control characters', () => {
  const hostile = fc.constantFrom(
    'a\r\n{"time":"forged"}',
    '\u001b[2J\u001b]0;title\u0007',
    '\u009b31m red',
    '","error":"forged',
    'line\u2028separator',
    '\u202egnp.exe',
    '\u0000',
    '端口',
  )
  fc.assert(
    fc.property(fc.array(fc.oneof(hostile, fc.string({ unit: 'binary' }))), (parts) => {
      const error = new Error(parts.join(''))
      const lines: string[] = []
      logTo(lines).error({ requestId: 'request-1', error: stackOf(error) }, 'fault')
      expect(lines).toEqual([expect.stringMatching(/^[\x20-\x7e]+\n$/)])
      expect(JSON.parse(lines[0] ?? '')).toEqual({
        level: 'error',
        time: expect.stringMatching(/^\d{4}-\d\d-\d\dT[\d:.]+Z$/),
        requestId: 'request-1',
        error: error.stack,
        message: 'fault',
      })
    }),
  )
})

test('SEC-16: what gets into the log by mistake is taken out, by the field’s name and by the word itself', () => {
  const word = 'a "word" of päß+/=32'
  const held = new Secret(word)
  hide('another-word-0123')
  const lines: string[] = []
  const log = logTo(lines)
  log.info({ held, token: 'short', sessionId: 'abc', setCookie: 'x', AUTHORIZATION: 'Bearer y' }, 'by name')
  log.error({ error: `postgres://u:another-word-0123@host refused ${word}` }, word)
  log.warn({ url: `?q=${encodeURIComponent(word)}`, basic: Buffer.from(word).toString('base64') }, 'encoded')
  for (const line of lines) {
    expect(JSON.parse(line)).toMatchObject({ message: expect.any(String) })
    expect(leaksIn(line, { word, other: 'another-word-0123' })).toEqual([])
    for (const value of ['short', 'abc', '"x"', 'Bearer']) expect(line).not.toContain(value)
  }
  expect(lines[1]).toContain('postgres://u:[redacted]@host refused [redacted]')
})

test('a level is what is logged at least, and silent is nothing', () => {
  const lines: string[] = []
  for (const level of ['debug', 'warn', 'silent'] as const) {
    const log = logTo(lines, level)
    log.debug(`${level} debug`)
    log.info(`${level} info`)
    log.error(`${level} error`)
  }
  expect(lines.map((line): unknown => JSON.parse(line))).toMatchObject([
    { message: 'debug debug' },
    { message: 'debug info' },
    { message: 'debug error' },
    { message: 'warn error' },
  ])
})
