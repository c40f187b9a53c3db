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
    [-5000, '1 min. ago', '1 分钟前'],
    [44_000, '1 min. ago', '1 分钟前'],
    [120_000, '2 min. ago', '2 分钟前'],
    [3 * 3_600_000, '3 hr. ago', '3 小时前'],
    [24 * 3_600_000, 'yesterday', '昨天'],
    [72 * 3_600_000, '3 days ago', '3 天前'],
  ])('%d ms', (milliseconds, english, chinese) => {
    expect(en.age(milliseconds)).toBe(english)
    expect(zh.age(milliseconds)).toBe(chinese)
  })
})

test('times of a day, and ranges that say the day once', () => {
  const [from, to] = [new Date(2026, 10, 24, 14, 2, 7), new Date(2026, 10, 24, 14, 4, 40)]
  expect(en.time(from.toISOString())).toBe('14:02:07')
  expect(en.range(from.toISOString(), to.toISOString())).toMatch(/^Nov 24, 14:02:07\s–\s14:04:40$/)
  expect(zh.range(from.toISOString(), to.toISOString())).toBe('11-24 14:02:07 – 14:04:40')
  const nextDay = new Date(2026, 10, 25, 0, 1, 0)
  expect(zh.range(from.toISOString(), nextDay.toISOString())).toBe('11-24 14:02:07 – 11-25 00:01:00')
})

test('instants say their time zone', () => {
  expect(createFormat('en', 'UTC').instant('2026-11-23T23:28:27Z')).toBe('Nov 23, 2026, 23:28:27 UTC')
  expect(createFormat('zh-CN', 'UTC').instant('2026-11-23T23:28:27Z')).toBe('2026-11-23 23:28:27 UTC')
  expect(createFormat('zh-CN', 'Asia/Shanghai').instant('2026-11-23T23:28:27Z')).toBe(
    '2026-11-24 07:28:27 GMT+8',
  )
})
