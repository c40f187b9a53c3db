import { createLoader } from 'nuqs'
import { isParserBijective } from 'nuqs/testing'
import { expect, test } from 'vitest'

import { isKiosk, KIOSK_PARAMETERS } from './kiosk-mode.ts'

const load = createLoader(KIOSK_PARAMETERS)

test.each([
  ['', null],
  ['?kiosk', 'open'],
  ['?kiosk=', 'open'],
  ['?kiosk=true', 'open'],
  ['?kiosk=lock', 'lock'],
  ['?kiosk=false', null],
  ['?kiosk=locked', null],
])('%s is a kiosk: %s', (address, kiosk) => {
  expect(load(address).kiosk).toBe(kiosk)
  expect(isKiosk(address)).toBe(kiosk !== null)
})

test.each([
  ['30', 30],
  ['5', 5],
  ['3600', 3600],
  ['4', null],
  ['3601', null],
  ['-30', null],
  ['1.5', null],
  ['', null],
])('a view stays for rotate=%s: %s', (text, seconds) => {
  expect(load(`?kiosk&rotate=${text}`).rotate).toBe(seconds)
})

test('what is written reads back', () => {
  expect(isParserBijective(KIOSK_PARAMETERS.kiosk, 'lock', 'lock')).toBe(true)
  expect(isParserBijective(KIOSK_PARAMETERS.kiosk, '', 'open')).toBe(true)
  expect(isParserBijective(KIOSK_PARAMETERS.rotate, '30', 30)).toBe(true)
})
