import fc from 'fast-check'
import { expect, test } from 'vitest'

import { InvalidParameter } from './errors.ts'
import { readForgetView, readSaveView, ViewsFile, VIEW_LIMITS, writeSaveView } from './views.ts'

const name = fc
  .string({ unit: 'grapheme', minLength: 1, maxLength: 20 })
  .filter((text) => text.trim() === text && text !== '' && !/[\p{Cc}\u2028\u2029]/u.test(text))
const query = fc
  .dictionary(fc.stringMatching(/^[a-z_]{1,12}$/), fc.string({ unit: 'grapheme', maxLength: 8 }))
  .map((parameters) => new URLSearchParams(parameters).toString())

test('a view reads back as it was written', () => {
  fc.assert(
    fc.property(name, query, fc.option(name, { nil: undefined }), (name, query, was) => {
      const view = { project: 'p/1', view: { name, query }, ...(was !== undefined && { was }) }
      expect(readSaveView(new URLSearchParams(writeSaveView(view).toString()))).toEqual(view)
    }),
  )
})

test.each([
  ['name', { name: '' }],
  ['name', { name: ' a' }],
  ['name', { name: 'a\nb' }],
  ['name', { name: 'a'.repeat(VIEW_LIMITS.name + 1) }],
  ['query', { query: 'status' }],
  ['query', { query: 'status=danger&' }],
  ['query', { query: '?status=danger' }],
  ['query', { query: 'q=a b' }],
  ['query', { query: 'q=<b>' }],
  ['query', { query: `q=${'a'.repeat(VIEW_LIMITS.query)}` }],
  ['was', { was: '' }],
  ['project', { project: '' }],
])('a %s that is none is refused: %o', (parameter, wrong) => {
  const params = new URLSearchParams({ project: 'demo', name: 'mine', query: 'status=danger', ...wrong })
  expect(() => readSaveView(params)).toThrow(InvalidParameter)
  expect(() => readSaveView(params)).toThrow(new RegExp(`^${parameter}: `))
})

test('no parameter comes unasked', () => {
  expect(() => readForgetView(new URLSearchParams({ project: 'demo', name: 'a', query: '' }))).toThrow(
    /query: no such parameter/,
  )
})

test.each([
  {},
  { openportsViews: 2, views: [] },
  { openportsViews: 1, views: [{ name: 'a' }] },
  { openportsViews: 1, views: [{ name: 'a', query: 'javascript:alert(1)' }] },
  {
    openportsViews: 1,
    views: Array.from({ length: VIEW_LIMITS.views + 1 }, () => ({ name: 'a', query: '' })),
  },
])('a file that holds no views is refused: %#', (file) => {
  expect(ViewsFile.safeParse(file).success).toBe(false)
})
