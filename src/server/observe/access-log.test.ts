import { expect, test } from 'vitest'

import { createLog } from '#server/common/log.ts'

import { rejectionLog } from './access-log.ts'

const REFUSED = { status: 431, reason: 'HPE_HEADER_OVERFLOW', address: '192.0.2.7' }

function refusals(isWanted: boolean) {
  const lines: unknown[] = []
  const log = createLog({ level: 'info', write: (line) => void lines.push(JSON.parse(line)) })
  let now = Date.UTC(2026, 10, 24, 8)
  const write = rejectionLog(log, isWanted, () => now)
  return { lines, write, wait: (ms: number) => void (now += ms) }
}

test('refused requests are a line each, and however many come, the log stays readable', () => {
  const { lines, write, wait } = refusals(true)
  for (let i = 0; i < 1_000; i++) write(REFUSED)
  expect(lines).toHaveLength(60)
  expect(lines[0]).toEqual({
    level: 'info',
    time: expect.any(String),
    ...REFUSED,
    message: 'request refused',
  })
  wait(60_000)
  for (let i = 0; i < 2; i++) write(REFUSED)
  expect(lines.slice(60)).toMatchObject([{ omitted: 940 }, REFUSED])
  expect(lines[61]).not.toHaveProperty('omitted')
  wait(600_000)
  write(REFUSED)
  expect(lines[62]).not.toHaveProperty('omitted')
})

test('where a line for each request is not wanted, there is none for those that are refused', () => {
  const { lines, write } = refusals(false)
  write(REFUSED)
  expect(lines).toEqual([])
})
