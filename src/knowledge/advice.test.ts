import { expect, test } from 'vitest'

import { portKnowledge } from './advice.ts'
import { AMPLIFIERS } from './advice/amplifiers.ts'
import { CLUSTERS } from './advice/clusters.ts'
import { DATA_STORES } from './advice/data-stores.ts'
import { EXPECTED_PORTS } from './advice/expected.ts'
import { FILES_AND_NAMES } from './advice/files-and-names.ts'
import { MISUSE } from './advice/misuse.ts'
import { DATA_PURPOSES } from './advice/purposes-data.ts'
import { PURPOSES } from './advice/purposes.ts'
import { REMOTE } from './advice/remote.ts'
import { TIER_REASONS } from './advice/tier-reasons.ts'
import { DANGEROUS_PORTS, TIERS } from './dangerous-ports.ts'

const ARTICLES = [...REMOTE, ...FILES_AND_NAMES, ...AMPLIFIERS, ...DATA_STORES, ...CLUSTERS]
const DANGEROUS = DANGEROUS_PORTS.map(({ port, protocol }) => `${port}/${protocol}`)

test('every dangerous port has advice and a purpose once, and nothing else has', () => {
  expect(ARTICLES.flatMap(({ ports }) => [...ports]).sort()).toEqual(DANGEROUS.toSorted())
  expect([...PURPOSES, ...DATA_PURPOSES].flatMap(({ ports }) => [...ports]).sort()).toEqual(
    DANGEROUS.toSorted(),
  )
})

test('every dangerous port has the reason of its tier once, and ports of one reason have one tier', () => {
  expect(TIER_REASONS.flatMap(({ ports }) => [...ports]).sort()).toEqual(DANGEROUS.toSorted())
  const tiers = TIER_REASONS.map(({ ports }) =>
    ports.map((socket) => DANGEROUS_PORTS[DANGEROUS.indexOf(socket)]?.tier),
  )
  for (const ofReason of tiers) expect(new Set(ofReason).size).toBe(1)
  expect([...new Set(tiers.flat())]).toEqual([...TIERS]) // and they are listed worst first
})

test('known exploitation is told once, of dangerous ports only, and no port is both dangerous and expected', () => {
  const misused = MISUSE.flatMap(({ ports }) => [...ports])
  expect(new Set(misused).size).toBe(misused.length)
  expect(misused.filter((port) => !DANGEROUS.includes(port))).toEqual([])
  expect(EXPECTED_PORTS.filter(({ port }) => DANGEROUS.includes(port))).toEqual([])
  expect(new Set(EXPECTED_PORTS.map(({ port }) => port)).size).toBe(EXPECTED_PORTS.length)
})

test('knowledge is found by type, for both address families', () => {
  expect(portKnowledge(2375, 'TCP').tier?.name).toBe('control')
  expect(portKnowledge(2375, 'TCP').advice?.en.whatToDo).toContain('--tlsverify')
  expect(portKnowledge(2375, 'TCP6')).toEqual(portKnowledge(2375, 'TCP'))
  expect(portKnowledge(111, 'UDP').advice).not.toBe(portKnowledge(111, 'TCP').advice)
  expect(portKnowledge(2375, 'UDP')).toEqual({ verdict: 'none', service: '' })
  expect(portKnowledge(123, 'UDP6')).toMatchObject({ verdict: 'expected', service: 'NTP' })
  expect(portKnowledge(23, 'SCTP').verdict).toBe('none')
})

const english = (text: string, end = '.') => {
  expect(text.endsWith(end)).toBe(true)
  expect(text).toMatch(/^[A-Za-z]/)
  expect(text).not.toMatch(/\p{Script=Han}|\.\.$/u)
  expect(text.length).toBeLessThan(220)
}
const chinese = (text: string, end = '。') => {
  expect(text.endsWith(end)).toBe(true)
  expect(text).toMatch(/\p{Script=Han}/u)
  expect(text).not.toMatch(/[,;!?]|\.$/) // Chinese text takes Chinese punctuation
  expect(text.length).toBeLessThan(120)
}

test.each(ARTICLES.map((article) => [article.ports.join(' '), article] as const))(
  '%s is complete: two languages, short sentences, a source by https',
  (_, { source, en, 'zh-CN': zh }) => {
    for (const text of [en.why, en.whatToDo]) english(text)
    for (const text of [zh.why, zh.whatToDo]) chinese(text)
    expect(new URL(source.url).protocol).toBe('https:')
    expect(source.title.length).toBeGreaterThan(5)
  },
)

test.each(
  [...PURPOSES, ...DATA_PURPOSES, ...MISUSE, ...TIER_REASONS].map(
    (entry) => [entry.ports.join(' '), entry] as const,
  ),
)(
  'purpose, known exploitation and the reason of the tier of %s are a sentence in two languages',
  (_, entry) => {
    expect(entry.ports).not.toEqual([])
    english(entry.en)
    chinese(entry['zh-CN'])
  },
)

test('every known exploitation has a public record', () => {
  for (const { source } of MISUSE) expect(new URL(source.url).protocol).toBe('https:')
})

/** Where a record is that a title names by its number; null where the number is none, or there is none. */
function addressOf(title: string): string | null {
  const [, cve] = /^NVD: (CVE-(?:1999|20\d\d)-\d{4,7})\b/.exec(title) ?? []
  if (cve !== undefined) return `https://nvd.nist.gov/vuln/detail/${cve}`
  const [, kind, number, part] = /^MITRE ATT&CK ([TSG])(\d{4})(?:\.(\d{3}))?: \S/.exec(title) ?? []
  const folder = { T: 'techniques', S: 'software', G: 'groups' }[kind ?? '']
  if (folder !== undefined) {
    const path = part === undefined ? `${kind}${number}` : `${kind}${number}/${part}`
    return `https://attack.mitre.org/${folder}/${path}/`
  }
  const [, rfc, section] = /^RFC (\d{3,4}): .*?(?:, section (\d+))?$/.exec(title) ?? []
  if (rfc !== undefined)
    return `https://www.rfc-editor.org/rfc/rfc${rfc}${section === undefined ? '' : `#section-${section}`}`
  const [, advisory] = /^CISA: .* \((AA\d\d-\d{3}[A-Z])\)$/.exec(title) ?? []
  return advisory === undefined
    ? null
    : `https://www.cisa.gov/news-events/cybersecurity-advisories/${advisory.toLowerCase()}`
}

test('a record is named by a number of its publisher’s form, and its address leads to that number', () => {
  const numbered = [...ARTICLES, ...MISUSE]
    .map(({ source }) => source)
    .filter(({ url }) => /^https:\/\/(nvd|attack|www\.rfc-editor)\.|cybersecurity-advisories/.test(url))
  expect(numbered.length).toBeGreaterThan(40)
  expect(numbered.map(({ title }) => addressOf(title))).toEqual(numbered.map(({ url }) => url))
})

test.each(EXPECTED_PORTS.map((entry) => [entry.port, entry] as const))(
  'the reason why %s is expected is the end of a sentence in two languages',
  (_, { purpose, reason }) => {
    english(purpose.en)
    chinese(purpose['zh-CN'])
    english(reason.en, '')
    expect(reason.en).not.toMatch(/^[A-Z]|\.$/)
    chinese(reason['zh-CN'], '')
    expect(reason['zh-CN']).not.toMatch(/。$/)
  },
)
