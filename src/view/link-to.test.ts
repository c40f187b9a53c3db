import fc from 'fast-check'
import { createLoader } from 'nuqs'
import { expect, test } from 'vitest'

import { CATEGORIES } from '#contract/scope.ts'

import { linkTo } from './link-to.ts'
import { VIEW_PARAMETERS } from './parameters.ts'

const load = createLoader(VIEW_PARAMETERS)

test('a link names the project and the category that are shown, and is the same view', () => {
  const address = fc.constantFrom(
    'https://openports.test/',
    'https://openports.test/?q=service:redis&sort=-servers',
    'https://openports.test/demo/?project=other&category=container&port=22,80&snapshot=59&row=22-tcp',
    'https://openports.test/?enterprise_project_id=9d2a&embed=true&show=table',
  )
  const project = fc.string({ unit: 'grapheme', minLength: 1, maxLength: 20 })
  fc.assert(
    fc.property(address, project, fc.constantFrom(...CATEGORIES), (address, project, category) => {
      const link = linkTo({ project, category, enterpriseProject: '0' }, address)
      const named = new URL(link).searchParams
      expect([named.get('project'), named.get('category')]).toEqual([project, category])
      expect(load(link)).toEqual({ ...load(address), project, category })
      for (const name of ['project', 'category']) named.delete(name)
      const before = new URL(address).searchParams
      for (const name of ['project', 'category']) before.delete(name)
      expect([...named]).toEqual([...before])
    }),
  )
})

test('a link is as readable as the address', () => {
  expect(
    linkTo(
      { project: 'demo', category: 'host', enterpriseProject: 'all_granted_eps' },
      'http://127.0.0.1:4040/?port=22,8000-8100&q=service:redis',
    ),
  ).toBe('http://127.0.0.1:4040/?port=22,8000-8100&q=service:redis&project=demo&category=host')
})
