import fc from 'fast-check'

import { rows } from '#analysis/testing/arbitraries.ts'
import { TIERS } from '#knowledge/dangerous-ports.ts'

import type { ExportRow } from './rows.ts'

/** Words that mean something to a spreadsheet, to Markdown, to a shell or to CSV. */
export const hostile = fc.oneof(
  fc.constantFrom(
    '=1+1',
    '+1',
    '-1',
    '@SUM(A1)',
    '＝1',
    '＋1',
    '－1',
    '＠A',
    "'=1",
    '\t=1',
    ' =1',
    '\0=1',
    '',
  ),
  fc.constantFrom(';=1', 'a;=1', 'a;\t "=1', "a;'b", 'a\t-1', 'a\r\n@A', "a\n'"),
  fc.constantFrom('a|b', 'a\\|b', '"', 'a\r\nb', '$(id)', '`id`', "';id #", '<b>', '[x](http://y)'),
  fc.string({ unit: 'grapheme', maxLength: 12 }),
  fc.stringMatching(/^[-=+@'"|,;\\`$ \t\r\n\0<&*_]{1,6}$/),
)

export const exportedRows: fc.Arbitrary<ExportRow[]> = rows.chain((rows) =>
  fc.tuple(
    ...rows.map((row) =>
      fc
        .record({ service: hostile, status: hostile, tier: fc.constantFrom('', ...TIERS) })
        .map((words) => ({ ...row, ...words })),
    ),
  ),
)
