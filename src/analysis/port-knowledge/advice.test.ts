import { expect, test } from 'vitest'

import { AMPLIFIERS } from '#analysis/port-knowledge/advice/amplifiers.ts'
import { CLUSTERS } from '#analysis/port-knowledge/advice/clusters.ts'
import { DATA_STORES } from '#analysis/port-knowledge/advice/data-stores.ts'
import { FILES_AND_NAMES } from '#analysis/port-knowledge/advice/files-and-names.ts'
import { REMOTE } from '#analysis/port-knowledge/advice/remote.ts'

import { adviceFor } from './advice.ts'
import { DANGEROUS_PORTS } from './dangerous-ports.ts'

const ARTICLES = [...REMOTE, ...FILES_AND_NAMES, ...AMPLIFIERS, ...DATA_STORES, ...CLUSTERS]

test('every dangerous port has advice once, and nothing else has', () => {
  const advised = ARTICLES.flatMap(({ ports }) => ports)
  expect([...advised].sort()).toEqual(
    DANGEROUS_PORTS.map(({ port, protocol }) => `${port}/${protocol}`).sort(),
  )
})

test('advice is found by type, for both address families', () => {
  expect(adviceFor(2375, 'TCP')?.en.whatToDo).toContain('--tlsverify')
  expect(adviceFor(2375, 'TCP6')).toBe(adviceFor(2375, 'TCP'))
  expect(adviceFor(111, 'UDP')).not.toBe(adviceFor(111, 'TCP'))
  expect(adviceFor(2375, 'UDP')).toBeUndefined()
  expect(adviceFor(123, 'UDP')).toBeUndefined()
  expect(adviceFor(23, 'SCTP')).toBeUndefined()
})

test.each(ARTICLES.map((article) => [article.ports.join(' '), article] as const))(
  '%s is complete: two languages, short sentences, a source by https',
  (_, { source, en, 'zh-CN': zh }) => {
    for (const text of [en.why, en.whatToDo]) {
      expect(text).toMatch(/^[A-Za-z].*\.$/)
      expect(text).not.toMatch(/\p{Script=Han}/u)
      expect(text.length).toBeLessThan(220)
    }
    for (const text of [zh.why, zh.whatToDo]) {
      expect(text).toMatch(/\p{Script=Han}.*。$/u)
      expect(text).not.toMatch(/[,;!?]|\.$/) // Chinese text takes Chinese punctuation
      expect(text.length).toBeLessThan(120)
    }
    expect(new URL(source.url).protocol).toBe('https:')
    expect(source.title.length).toBeGreaterThan(5)
  },
)
