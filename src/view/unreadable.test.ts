import { expect, test } from 'vitest'

import { CATEGORIES } from '#contract/scope.ts'

import { VIEW_PARAMETERS } from './parameters.ts'
import { unreadableIn } from './unreadable.ts'

test.each([
  ['?category=vm', { name: 'category', text: 'vm', error: null, expected: CATEGORIES }],
  ['?since=xyz', { name: 'since', expected: ['last', '24h', '7d', '30d'] }],
  ['?q=color:red', { name: 'q', text: 'color:red', error: { reason: 'unknownField', part: 'color' } }],
  ['?q=port:22%20is:even', { name: 'q', error: { reason: 'unknownProperty', part: 'even' } }],
  ['?off=port:', { name: 'off', error: { reason: 'noValue' } }],
  ['?port=ssh', { name: 'port', error: { reason: 'notAPort', part: 'ssh' } }],
  ['?port=80*', { name: 'port', text: '80*', error: null }],
  ['?row=65536-tcp', { name: 'row', error: null, expected: ['22-tcp'] }],
  ['?size=7', { name: 'size', expected: [10, 20, 50, 100] }],
])('%s is told, with why or with what there is', (search, fault) => {
  expect(unreadableIn(search)).toMatchObject([fault])
})

test('parameters that can be read are not reported, nor empty ones, nor those of no view', () => {
  expect(unreadableIn('')).toEqual([])
  expect(unreadableIn('?q=&type=&category=%20&utm_source=x&kiosk=maybe')).toEqual([])
  expect(
    unreadableIn('?score=open&weights=danger:10&without=22-tcp&sort=-contribution&cols=contribution'),
  ).toEqual([])
  expect(unreadableIn('?q=risk:danger&category=container&since=7d&sort=-servers&port=22,80-90')).toEqual([])
})

test('whatever is expected of a parameter can be read', () => {
  const faults = Object.keys(VIEW_PARAMETERS).flatMap((name) => unreadableIn(`?${name}=%00`))
  const examples = faults.flatMap((fault) =>
    fault.error ? [] : fault.expected.map((value) => `?${fault.name}=${value}`),
  )
  expect(examples).toContain('?category=container')
  expect(examples.flatMap((search) => unreadableIn(search))).toEqual([])
})
