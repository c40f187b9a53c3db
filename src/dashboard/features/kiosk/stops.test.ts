import { createLoader } from 'nuqs'
import { expect, test } from 'vitest'

import type { ProjectSummary, ScopeSummary } from '#contract/projects.ts'
import { VIEW_PARAMETERS } from '#view/parameters.ts'

import { stopsOf, turnOf } from './stops.ts'

const load = createLoader(VIEW_PARAMETERS)

const scope = (category: 'host' | 'container'): ScopeSummary => ({
  category,
  rows: 3,
  dangerous: 1,
  openPortInstances: 9,
  servers: 4,
  snapshot: { id: 1, readFrom: '2026-11-24T08:00:00Z', readTo: '2026-11-24T08:00:00Z', complete: 1 },
})

const project = (id: string, ...categories: ('host' | 'container')[]): ProjectSummary => ({
  id,
  name: id,
  kind: 'inventory',
  enterpriseProjects: [{ id: '0', name: 'default', scopes: categories.map(scope) }],
})

const projects = [project('first', 'host'), project('both', 'host', 'container')]

test('the view of the address comes first, then the saved ones, in its project', () => {
  const view = load('?project=both&port=22')
  const stops = stopsOf(view, projects, [
    { name: 'every day', query: 'status=danger' },
    { name: 'inside', query: 'category=container' },
  ])
  expect(stops.map(({ name }) => name)).toEqual([null, 'every day', 'inside'])
  expect(stops[0].view).toBe(view)
  expect(stops[1]?.view).toEqual(load('?project=both&status=danger'))
  expect(stops[2]?.view).toEqual(load('?project=both&category=container'))
})

test('an address that is a saved view bears its name, and does not come twice', () => {
  const stops = stopsOf(load('?status=danger&page=2'), projects, [
    { name: 'all', query: '' },
    { name: 'worst', query: 'status=danger' },
  ])
  expect(stops.map(({ name }) => name)).toEqual(['worst', 'all'])
})

test('a saved view of an enterprise project that is gone is left out', () => {
  const stops = stopsOf(load(''), projects, [{ name: 'old', query: 'enterprise_project_id=gone' }])
  expect(stops.map(({ name }) => name)).toEqual([null])
})

test('where none is saved, hosts and containers take turns, if both were read', () => {
  const categories = (address: string) =>
    stopsOf(load(address), projects, []).map(({ view }) => view.category)
  expect(categories('?project=both&port=22')).toEqual(['host', 'container'])
  expect(categories('?project=both&category=container')).toEqual(['container', 'host'])
  expect(categories('?project=first')).toEqual(['host'])
  expect(categories('?project=gone')).toEqual(['host'])
  expect(stopsOf(load('?project=both&port=22&snapshot=7'), projects, [])[1]?.view).toEqual(
    load('?project=both&port=22&category=container'), // snapshots are numbered by scope
  )
})

test('each has its turn, and then it begins anew', () => {
  const turns = [0, 29_999, 30_000, 60_000, 89_999, 90_000].map((elapsed) => turnOf(3, 30, elapsed))
  expect(turns).toEqual([0, 0, 1, 2, 2, 0])
  expect(turnOf(1, 30, 1e9)).toBe(0)
  expect(turnOf(3, 30, -5)).toBe(0) // the device's clock was set back
})
