import { expect, test } from 'vitest'

import { isInstalled } from './packages.mjs'

const LOCK = {
  packages: {
    '': { name: 'openports' },
    'node_modules/react': { version: '19.3.1', integrity: 'sha512-react' },
    'node_modules/vite': { version: '8.3.8', integrity: 'sha512-vite', dev: true },
    'node_modules/vite-darwin': { version: '8.3.8', integrity: 'sha512-darwin', optional: true },
  },
}
const { '': _project, 'node_modules/vite-darwin': _other, ...installed } = LOCK.packages

test('an installation of the lock file is current, without the packages of other platforms', () => {
  expect(isInstalled(LOCK, { packages: installed })).toBe(true)
})

test.each([
  ['there is none', null],
  ['it is of production alone', { 'node_modules/react': installed['node_modules/react'] }],
  [
    'a version differs',
    { ...installed, 'node_modules/react': { version: '19.3.0', integrity: 'sha512-old' } },
  ],
  [
    'a content differs',
    { ...installed, 'node_modules/react': { version: '19.3.1', integrity: 'sha512-other' } },
  ],
])('an installation is stale when %s', (_, packages) => {
  expect(isInstalled(LOCK, packages && { packages })).toBe(false)
})
