import fc from 'fast-check'
import { expect, test } from 'vitest'

import { logLine } from './log.ts'

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
      const line = logLine('request-1', error, new Date(0))
      expect(line).toMatch(/^[\x20-\x7e]+\n$/)
      expect(JSON.parse(line)).toEqual({
        time: '1970-01-01T00:00:00.000Z',
        requestId: 'request-1',
        error: error.stack,
      })
    }),
  )
})
