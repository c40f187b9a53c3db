import { expect, test } from 'vitest'

import { EVERYTHING, mayChange, mayChangeAll, maySee } from './identity.ts'
import type { Grant, Identity } from './identity.ts'

const who = (...grants: Grant[]): Identity => ({
  subject: 'oidc:7',
  name: 'Ada',
  proof: 'oidc',
  grants,
  until: null,
})

test.each([
  ['nothing', who(), false, false, false],
  ['everything', who(EVERYTHING), true, true, true],
  ['a look at all', who({ role: 'viewer', projects: '*' }), true, false, false],
  ['a look at it', who({ role: 'viewer', projects: ['a'] }), true, false, false],
  ['another', who({ role: 'operator', projects: ['b'] }), false, false, false],
  ['a part of its name', who({ role: 'operator', projects: ['', 'a*', 'A'] }), false, false, false],
  [
    'two roles in it',
    who({ role: 'viewer', projects: '*' }, { role: 'operator', projects: ['a'] }),
    true,
    true,
    false,
  ],
])('a user with %s', (_, identity, sees, changes, changesAll) => {
  expect([maySee(identity, 'a'), mayChange(identity, 'a'), mayChangeAll(identity)]).toEqual([
    sees,
    changes,
    changesAll,
  ])
})
