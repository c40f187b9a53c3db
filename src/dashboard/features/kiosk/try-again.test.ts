import { afterEach, expect, test, vi } from 'vitest'

import { BETWEEN_TRIES, mayTry } from './try-again.ts'

afterEach(() => vi.unstubAllGlobals())

const NOW = Date.UTC(2026, 10, 24, 14)

test('a kiosk tries to sign in again once in a while, and not in a loop', () => {
  const kept = new Map<string, string>()
  vi.stubGlobal('location', { pathname: '/' })
  vi.stubGlobal('sessionStorage', {
    getItem: (key: string) => kept.get(key) ?? null,
    setItem: (key: string, value: string) => kept.set(key, value),
  })
  expect(mayTry(NOW)).toBe(true)
  expect(mayTry(NOW)).toBe(false)
  expect(mayTry(NOW + BETWEEN_TRIES - 1)).toBe(false)
  expect(mayTry(NOW + BETWEEN_TRIES)).toBe(true)
  expect(mayTry(NOW - 24 * BETWEEN_TRIES)).toBe(true) // the device's clock was set back
})

test('where nothing can be noted, it stays', () => {
  vi.stubGlobal('sessionStorage', {
    getItem: () => {
      throw new DOMException('denied', 'SecurityError')
    },
  })
  expect(mayTry(NOW)).toBe(false)
})
