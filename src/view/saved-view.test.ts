import fc from 'fast-check'
import { createLoader } from 'nuqs'
import { expect, test } from 'vitest'

import { readSavedFilter } from '#analysis/saved-filter.ts'
import { filter } from '#analysis/testing/arbitraries.ts'
import { VIEW_LIMITS, ViewQuery } from '#contract/views.ts'

import { queryOf, queryParameters, VIEW_PARAMETERS } from './parameters.ts'
import { changeTo, keptQuery, readViewsFile, viewOf, writeViewsFile } from './saved-view.ts'
import { filterOf } from './view.ts'

const load = createLoader(VIEW_PARAMETERS)

test('a kept view is the view, but for project, page and open row', () => {
  fc.assert(
    fc.property(filter, fc.option(fc.nat()), ({ query, types, statuses }, snapshot) => {
      const view = {
        ...load('?project=demo&page=3&row=22-tcp&size=50&enterprise_project_id=0'),
        ...queryParameters(query),
        type: types,
        status: statuses,
        snapshot,
      }
      const kept = keptQuery(view)
      fc.pre(kept.length <= VIEW_LIMITS.query)
      expect(ViewQuery.parse(kept)).toBe(kept) // the server takes it as it is
      const change = changeTo(kept)
      const { port, port_string, q } = { port: null, port_string: null, q: null, ...change }
      expect(queryOf({ port, port_string, q })).toEqual(query)
      expect(change).toMatchObject({ type: types, status: statuses, size: 50, snapshot })
      expect(change).toMatchObject({ page: null, row: null, enterprise_project_id: '0' })
      expect(change).not.toHaveProperty('project')
    }),
  )
})

/** What the page and the server read from a kept view. */
function readTwice(kept: string) {
  const view = viewOf(null, kept)
  const { category, enterprise_project_id: enterpriseProject } = view
  return { page: { category, enterpriseProject, filter: filterOf(view) }, server: readSavedFilter(kept) }
}

test('the server reads the same scope and filter from a kept view as the page does', () => {
  fc.assert(
    fc.property(
      filter,
      fc.constantFrom('host', 'container'),
      fc.constantFrom('0', 'all_granted_eps', '9d2a'),
      ({ query, types, statuses }, category, eps) => {
        const kept = keptQuery({
          ...load('?sort=port&size=50'),
          ...queryParameters(query),
          type: types,
          status: statuses,
          category,
          enterprise_project_id: eps,
        })
        const { page, server } = readTwice(kept)
        expect(server).toEqual(page)
      },
    ),
  )
})

test.each([
  'status=unknow,Danger,danger&type=tcp,,odd',
  'port=22,80-90&port_string=8',
  'port=x&port_string=a&q=port:&category=other&type=,',
  'q=risk:danger+tier:control&off=port:22',
])('so it does of what was written by hand: %s', (kept) => {
  const { page, server } = readTwice(kept)
  expect(server).toEqual(page)
})

test('a change to a kept view leaves nothing of the view before', () => {
  const { project: _, ...parameters } = VIEW_PARAMETERS
  expect(Object.keys(changeTo('')).toSorted()).toEqual(Object.keys(parameters).toSorted())
})

test('what the page does not know is not kept', () => {
  expect(keptQuery(load('?status=danger&token=secret&X-Auth-Token=secret'))).toBe('status=danger')
})

test('a file reads back as the views it was written from', () => {
  const views = [
    { name: '每周', query: 'status=danger&size=50' },
    { name: 'all', query: '' },
  ]
  expect(readViewsFile(writeViewsFile(views))).toEqual({ views })
})

test.each([
  ['{"openportsViews":1,', { reason: 'noJson' }],
  ['[]', { reason: 'noViews' }],
  ['{"stamp":{},"rows":[]}', { reason: 'noViews' }],
  ['{"openportsViews":2,"views":[]}', { reason: 'noViews' }],
  ['{"openportsViews":1,"views":[{"name":"a","query":""},{"name":"b"}]}', { reason: 'badView', place: 2 }],
  [
    JSON.stringify({
      openportsViews: 1,
      views: Array.from({ length: 101 }, () => ({ name: 'a', query: '' })),
    }),
    { reason: 'tooMany' },
  ],
])('a file that holds no views says why: %#', (text, fault) => {
  expect(readViewsFile(text)).toEqual(fault)
})
