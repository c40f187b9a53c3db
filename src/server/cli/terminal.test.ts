import fc from 'fast-check'
import { expect, test } from 'vitest'

import { ImportError, ImportErrors } from '#server/inventory/import-error.ts'

import { CommandLineError } from './command-line-error.ts'
import { failureText, printable } from './terminal.ts'

test('a line keeps its words, and nothing in it acts upon a terminal', () => {
  expect(printable('tcp 扫描.xml: café, 14 hosts')).toBe('tcp 扫描.xml: café, 14 hosts')
  expect(printable('\u001b[2J\r\n\u009b1m\u202egnp.\u{e0041}')).toBe(
    String.raw`\u001b[2J\u000d\u000a\u009b1m\u202egnp.\u{e0041}`,
  )
  fc.assert(
    fc.property(fc.string({ unit: 'binary' }), (text) => {
      expect(printable(text)).not.toMatch(/[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}]/u)
    }),
  )
})

test('a failure has as many lines as there are errors, whatever it repeats', () => {
  const hostile = 'a\u001b[1A\nopenports: all is well'
  expect(failureText(new CommandLineError(`Unknown option '--${hostile}'`))).toBe(
    String.raw`openports: Unknown option '--a\u001b[1A\u000aopenports: all is well'` + '\n',
  )
  const errors = new ImportErrors([
    new ImportError(hostile, 1, 'no scan'),
    new ImportError('b', 2, 'no scan'),
  ])
  expect(failureText(errors).split('\n')).toEqual([
    'openports: nothing was imported: 2 files have errors:',
    String.raw`  a\u001b[1A\u000aopenports: all is well, line 1: no scan`,
    '  b, line 2: no scan',
    '',
  ])
  expect(failureText(new Error(hostile))).not.toContain('\u001b')
})
