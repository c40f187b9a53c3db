import { describe, expect, test } from 'vitest'

import type { SnapshotMark } from '#contract/port-statistics.ts'
import type { Failure, ProjectStatus, ScopeStatus, SweepFigures } from '#contract/status.ts'

import { newestPage } from './coverage.ts'
import { syncHealth, scopeState } from './scope-state.ts'

const NOW = Date.parse('2026-11-24T14:10:00.000Z')
const at = (secondsAgo: number): string => new Date(NOW - secondsAgo * 1000).toISOString()
const all = { project: 'p', category: 'host', enterpriseProject: 'all_granted_eps' } as const
const one = { ...all, enterpriseProject: '0' }

const sweep = (some: Partial<SweepFigures> = {}): SweepFigures => ({
  begun: at(60),
  readTo: at(20),
  outcome: 'complete',
  rows: 200,
  claimed: 200,
  calls: 2,
  moved: false,
  ignores: [],
  refused: [],
  errors: [],
  ...some,
})
const open = (some: Partial<SweepFigures> = {}) =>
  sweep({ outcome: null, rows: 90, claimed: 200, calls: 1, ...some })
const scope = (some: Partial<ScopeStatus> = {}): ScopeStatus => ({
  category: 'host',
  enterpriseProject: '0',
  state: 'idle',
  nextRead: at(-10),
  completeAt: null,
  failure: null,
  sweeps: [sweep()],
  ...some,
})
const project = (scopes: ScopeStatus[], some: Partial<ProjectStatus> = {}): ProjectStatus => ({
  id: 'p',
  name: 'P',
  region: 'r',
  failure: null,
  nextAttempt: null,
  readElsewhere: false,
  namesFailure: null,
  lagHint: null,
  quota: { perMinute: 5, allowed: 5, left: 5, freeAt: at(0) },
  scopes,
  ...some,
})
const mark = (some: Partial<SnapshotMark> = {}): SnapshotMark => ({
  id: 1,
  readFrom: at(60),
  readTo: at(20),
  complete: 1,
  ...some,
})
const failure: Failure = { kind: 'network', code: 'ECONNREFUSED', advice: '', requestId: null, at: at(5) }
const state = (
  scopes: ScopeStatus[],
  more: Partial<ProjectStatus> = {},
  shown: SnapshotMark | null = mark(),
) => scopeState(all, shown, project(scopes, more), NOW)

describe('the coverage', () => {
  test('is complete when every enterprise project is', () => {
    const complete = state([
      scope({ sweeps: [open(), sweep({ begun: at(100), calls: 3 })] }),
      scope({ enterpriseProject: 'shop' }),
    ])
    expect(complete).toMatchObject({ coverage: 'complete', share: 1, parts: { read: 2, all: 2 } })
    expect(complete.sweeps).toEqual({ from: at(100), to: at(20), calls: 5 })
  })

  test('is a part while an enterprise project was never read, whatever the others have', () => {
    const part = state([scope(), scope({ enterpriseProject: 'shop', sweeps: [] })])
    expect(part).toMatchObject({ coverage: 'partial', share: null, parts: { read: 1, all: 2 } })
    expect(
      scopeState(one, mark(), project([scope(), scope({ enterpriseProject: 'shop' })]), NOW),
    ).toMatchObject({
      coverage: 'complete',
    })
  })

  test('has a share of what HSS claims, and none before it claims anything', () => {
    const syncing = scope({ state: 'syncing', sweeps: [open()] })
    expect(state([syncing], {}, mark({ complete: 0.45 }))).toMatchObject({ coverage: 'partial', share: 0.45 })
    expect(state([scope({ sweeps: [open({ claimed: 0 })] })], {}, mark({ complete: 0 })).share).toBeNull()
    expect(state([scope(), syncing], {}, mark({ complete: 0.45 })).share).toBe(290 / 400)
    const unbegun = scope({ enterpriseProject: 'shop', sweeps: [] })
    expect(state([scope(), unbegun])).toMatchObject({ share: null, progress: 0.5 })
    const full = scope({ sweeps: [open({ rows: 200 })] })
    expect(state([full], {}, mark({ complete: 0.99 })).share).toBe(0.99)
  })

  test('is none before the first page, and the mark’s alone before the status is known', () => {
    expect(state([scope({ sweeps: [] })], {}, null).coverage).toBe('none')
    expect(scopeState(all, mark(), undefined, NOW)).toMatchObject({
      coverage: 'complete',
      activity: { kind: 'unknown' },
    })
    expect(scopeState(all, mark({ complete: 0.2 }), undefined, NOW).coverage).toBe('partial')
  })
})

describe('the activity', () => {
  test('adds up what is left of the sweeps that go on', () => {
    const syncing = (enterpriseProject: string, seconds: number) =>
      scope({ enterpriseProject, state: 'syncing', completeAt: at(-seconds), sweeps: [open()] })
    const { activity } = state([syncing('0', 60), syncing('shop', 120)])
    expect(activity).toEqual({ kind: 'syncing', share: 0.45, completeAt: NOW + 180_000 })
    const unbegun = scope({ enterpriseProject: 'lab', sweeps: [] })
    expect(state([syncing('0', 60), unbegun]).activity).toMatchObject({ completeAt: null })
  })

  test('is the failure of the project, else of all scopes, with the next attempt', () => {
    const complete = state([scope({ failure, state: 'failing', nextRead: at(-30) })], {
      failure: { ...failure, kind: 'rejected' },
      nextAttempt: null,
    })
    expect(complete.activity).toMatchObject({ kind: 'failing', failure: { kind: 'rejected' }, next: null })
    const own = state([
      scope({ failure, nextRead: at(-40) }),
      scope({ enterpriseProject: 'shop', failure, nextRead: at(-30) }),
    ])
    expect(own.activity).toEqual({ kind: 'failing', failure, next: at(-30) })
    const none = scopeState(all, null, project([], { failure, nextAttempt: at(-9) }), NOW)
    expect(none.activity).toEqual({ kind: 'failing', failure, next: at(-9) })
  })

  test('is that of the others where some scopes fail, and says how many of how many do', () => {
    const shop = scope({ enterpriseProject: 'shop', failure, state: 'failing', nextRead: at(-30) })
    const some = state([scope({ nextRead: at(-5) }), shop, scope({ enterpriseProject: 'lab' })])
    expect(some.activity).toEqual({ kind: 'resting', next: at(-5) })
    expect(some.someFail).toEqual({ scopes: [shop], of: 3, failure, next: at(-30) })
    expect(syncHealth(some)).toBe('someFailing')
    expect(state([shop])).toMatchObject({ activity: { kind: 'failing' }, someFail: null })
    expect(state([scope(), shop], { failure }).someFail).toBeNull() // then it is the project's
  })

  test('waits for the quota, or rests until the next sweep, in any process', () => {
    expect(state([scope({ state: 'waiting', nextRead: at(-8) })]).activity).toEqual({
      kind: 'waiting',
      until: at(-8),
    })
    expect(state([scope(), scope({ nextRead: at(-5) })], { readElsewhere: true }).activity).toEqual({
      kind: 'resting',
      next: at(-5),
    })
  })
})

describe('the age', () => {
  const aged = (seconds: number, duration: number) =>
    state(
      [scope({ sweeps: [sweep({ begun: at(seconds + duration), readTo: at(seconds) })] })],
      {},
      mark({ readTo: at(seconds) }),
    ).age

  test.each([
    [100, 10, 'fresh'],
    [130, 10, 'old'],
    [130, 300, 'fresh'],
    [601, 300, 'old'],
    [86_401, 300, 'veryOld'],
  ])('%d s after a sweep of %d s is %s', (seconds, duration, age) => {
    expect(aged(seconds, duration)).toBe(age)
  })
})

test('doubts are told of the rows that are shown, and of the last sweep that ended', () => {
  const doubtful = state(
    [
      scope({
        sweeps: [
          sweep({ outcome: 'incomplete', rows: 3 }),
          sweep({ moved: true, refused: [{ reason: 'type', count: 2 }] }),
        ],
      }),
    ],
    { namesFailure: { ...failure, kind: 'forbidden' } },
  )
  expect(doubtful.doubts).toEqual(['incomplete', 'refused', 'moved', 'names'])
  expect(state([scope({ sweeps: [sweep({ outcome: 'superseded', moved: true }), sweep()] })]).doubts).toEqual(
    [],
  )
})

test('at a glance, failing goes before old, old before incomplete', () => {
  const partial = mark({ complete: 0.5, readTo: at(500) })
  expect(syncHealth(state([scope({ failure })], {}, partial))).toBe('failing')
  expect(syncHealth(state([scope({ sweeps: [open()] })], {}, partial))).toBe('old')
  expect(syncHealth(state([scope({ sweeps: [open()] })], {}, mark({ complete: 0.5 })))).toBe('partial')
  expect(syncHealth(state([scope({ sweeps: [sweep({ outcome: 'unstable' }), sweep()] })]))).toBe('doubtful')
  expect(syncHealth(state([scope()], {}, null))).toBe('none')
  expect(syncHealth(state([scope()]))).toBe('complete')
})

test('the newest page is that of any sweep that had one', () => {
  expect(newestPage(project([scope(), scope({ sweeps: [open({ readTo: at(3) })] })]), all)).toBe(NOW - 3000)
  expect(newestPage(project([scope({ sweeps: [open({ calls: 0 })] })]), all)).toBeNull()
})
