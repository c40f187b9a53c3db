import { expect, test } from 'vitest'

import { hasLibreOffice } from './libreoffice.mjs'

const CALC = '/usr/lib/libreoffice/program/libsclo.so'

const has = (...files) =>
  hasLibreOffice({
    program: '/usr/bin/soffice',
    realPath: () => '/usr/lib/libreoffice/program/soffice',
    isThere: (file) => files.includes(file),
  })

test('LibreOffice counts when its spreadsheet is there, too', () => {
  expect([has(CALC), has()]).toEqual([true, false])
})
