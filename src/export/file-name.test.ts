import fc from 'fast-check'
import { expect, test } from 'vitest'

import { exportFileName } from './file-name.ts'
import { hostile } from './testing.ts'

const scope = { project: 'demo', category: 'host', enterpriseProject: '0' } as const

test('a name has scope and time', () => {
  const at = new Date('2026-11-24T08:38:51.123Z')
  expect(exportFileName(scope, at, 'csv')).toBe('openports-demo-host-0-20261124T083851Z.csv')
  expect(exportFileName(scope, at, 'svg', 'risk')).toBe('openports-risk-demo-host-0-20261124T083851Z.svg')
  expect(exportFileName({ ...scope, project: '生产/北京' }, at, 'json')).toBe(
    'openports-生产-北京-host-0-20261124T083851Z.json',
  )
})

test('a name is one that every file system takes', () => {
  const long = fc
    .array(fc.constantFrom('生', '𠮷', 'e\u0301', 'क्', 'A', '7', '/', ':', '.', ' ', '\0', '\uD800'), {
      maxLength: 60,
    })
    .map((signs) => signs.join(''))
  const text = fc.oneof(hostile, long)
  fc.assert(
    fc.property(fc.tuple(text, text, text), ([project, enterpriseProject, subject]) => {
      const containers = { project, category: 'container', enterpriseProject } as const
      const name = exportFileName(containers, new Date(0), 'json', subject)
      expect(name).toMatch(/^openports-[\p{L}\p{M}\p{N}_-]*-19700101T000000Z\.json$/u)
      expect(new TextEncoder().encode(name).length).toBeLessThanOrEqual(255)
    }),
  )
})
