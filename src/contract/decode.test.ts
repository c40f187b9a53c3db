import { describe, expect, test } from 'vitest'

import { DecodeError } from './decode.ts'
import { decodeErrorBody, errorBody } from './errors.ts'
import { decodeProjects } from './projects.ts'
import { decodeSession } from './session.ts'

const session = {
  signInMethods: ['token', 'oidc'],
  identity: { name: 'n', proof: 'token', hasAccess: true, canChange: ['p'] },
  signOutPath: null,
}
const scope = {
  category: 'host',
  rows: 2,
  dangerous: 1,
  openPortInstances: 9,
  servers: null,
  snapshot: { id: 7, readFrom: 'a', readTo: 'b', complete: 0.5 },
}
const project = {
  id: 'p',
  name: 'P',
  kind: 'hss',
  enterpriseProjects: [{ id: '0', name: 'd', scopes: [scope] }],
}
const withScope = (change: object) => ({
  projects: [{ ...project, enterpriseProjects: [{ id: '0', name: 'd', scopes: [{ ...scope, ...change }] }] }],
})

describe('what the first screen reads', () => {
  test('is read as it was written', () => {
    expect(decodeSession(session)).toEqual(session)
    expect(decodeSession({ ...session, identity: null })).toEqual({ ...session, identity: null })
    expect(decodeProjects({ projects: [project] })).toEqual({ projects: [project] })
    expect(decodeProjects({ projects: [] })).toEqual({ projects: [] })
    expect(decodeErrorBody(errorBody('notFound', 'gone', 'r'))).toEqual(errorBody('notFound', 'gone', 'r'))
  })

  test.each([
    ['signInMethods', () => decodeSession({ ...session, signInMethods: ['magic'] })],
    ['identity', () => decodeSession({ signInMethods: [], signOutPath: null })],
    ['canChange', () => decodeSession({ ...session, identity: { ...session.identity, canChange: 'p' } })],
    ['identity', () => decodeSession(null)],
    ['projects', () => decodeProjects({ projects: {} })],
    ['projects', () => decodeProjects({ projects: [null] })],
    ['kind', () => decodeProjects({ projects: [{ ...project, kind: 'other' }] })],
    ['rows', () => decodeProjects(withScope({ rows: -1 }))],
    ['servers', () => decodeProjects(withScope({ servers: '3' }))],
    ['category', () => decodeProjects(withScope({ category: 'vm' }))],
    ['snapshot', () => decodeProjects(withScope({ snapshot: null }))],
    ['error_code', () => decodeErrorBody('<html>')],
  ])('is refused where %s is not what it has to be', (name, decode) => {
    expect(decode).toThrow(DecodeError)
    expect(decode).toThrow(name)
  })
})
