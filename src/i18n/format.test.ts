import { describe, expect, test } from 'vitest'

import { createFormat } from './format.ts'

const en = createFormat('en')
const zh = createFormat('zh-CN')

test('counts have the separators of the language', () => {
  expect(en.count(6482)).toBe('6,482')
  expect(zh.count(6482)).toBe('6,482')
})

describe('shares', () => {
  test.each([
    [0, 10, '0%'],
    [10, 10, '100%'],
    [19, 214, '8.9%'],
    [1, 1_000_000, '<0.1%'],
    [999_999, 1_000_000, '>99.9%'],
    [0, 0, '0%'],
  ])('%d of %d is %s', (part, whole, text) => expect(en.share(part, whole)).toBe(text))
})

describe('ages', () => {
  test.each([
    [-5000, '1 minute ago', '1分钟前'],
    [44_000, '1 minute ago', '1分钟前'],
    [120_000, '2 minutes ago', '2分钟前'],
    [3 * 3_600_000, '3 hours ago', '3小时前'],
    [24 * 3_600_000, 'yesterday', '昨天'],
    [72 * 3_600_000, '3 days ago', '3天前'],
  ])('%d ms', (milliseconds, english, chinese) => {
    expect(en.age(milliseconds)).toBe(english)
    expect(zh.age(milliseconds)).toBe(chinese)
  })
})

test('times of a day, and ranges that say the day once', () => {
  const [from, to] = [new Date(2026, 10, 24, 14, 2, 7), new Date(2026, 10, 24, 14, 4, 40)]
  expect(en.time(from.toISOString())).toBe('14:02:07')
  expect(en.range(from.toISOString(), to.toISOString())).toMatch(/^Nov 24, 14:02:07\s–\s14:04:40$/)
  expect(zh.range(from.toISOString(), to.toISOString())).toMatch(/^11.24.* 14:02:07\s?[–-]\s?14:04:40$/)
})
