import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

import { afterAll, beforeAll, expect, test } from 'vitest'

import { ConfigError } from '#server/common/config-error.ts'

import { readConfig } from './config.ts'

let folder: string
let whole: Record<string, string>
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'openports-proxy-'))
  const groups = join(folder, 'groups.json')
  writeFileSync(groups, '{"groups": {"soc": {"role": "operator", "projects": "*"}}}')
  whole = {
    OPENPORTS_SIGN_IN: 'proxy',
    OPENPORTS_PUBLIC_URL: 'https://ports.example.com',
    OPENPORTS_TRUSTED_PROXIES: '10.0.0.7',
    OPENPORTS_GROUPS: groups,
  }
})
afterAll(() => rmSync(folder, { recursive: true }))

test('a proxy in front names the user, and may speak plain HTTP to the server', () => {
  const { access } = readConfig({ ...whole, HOST: '0.0.0.0' })
  expect(access).toMatchObject({
    signInMethods: ['proxy'],
    tls: null,
    proxy: { headers: { user: 'X-Forwarded-User', groups: 'X-Forwarded-Groups' }, signOutPath: null },
  })
  expect(access.proxy?.groups.grantsOf(['soc'])).toHaveLength(1)
  expect(access.hops?.has('10.0.0.7')).toBe(true)
})

test.each(['OPENPORTS_PUBLIC_URL', 'OPENPORTS_TRUSTED_PROXIES', 'OPENPORTS_GROUPS'])(
  'without %s it does not start',
  (name) => {
    const read = () => readConfig({ ...whole, [name]: '' })
    expect(read).toThrow(ConfigError)
    expect(read).toThrow(name)
  },
)

test.each([
  [
    'OPENPORTS_TRUSTED_PROXIES',
    '0.0.0.0/0',
    /^OPENPORTS_TRUSTED_PROXIES "0\.0\.0\.0\/0" cannot be used: use /,
  ],
  ['OPENPORTS_TRUSTED_PROXIES', '10.0.0.7,::/0', /^OPENPORTS_TRUSTED_PROXIES .* cannot be used: use /],
  ['OPENPORTS_TRUSTED_PROXIES', 'nginx', /^OPENPORTS_TRUSTED_PROXIES .* cannot be used: use /],
  ['OPENPORTS_PUBLIC_URL', 'http://ports.example.com', /^OPENPORTS_TRUSTED_PROXIES also needs .* https/],
  ['OPENPORTS_PROXY_USER_HEADER', 'X_Forwarded_User', /cannot be used: use the name of a header/],
  ['OPENPORTS_PROXY_USER_HEADER', 'X-Forwarded-For', /cannot be used: use the name of a header/],
  ['OPENPORTS_PROXY_USER_HEADER', 'cookie', /cannot be used: use the name of a header/],
  ['OPENPORTS_PROXY_USER_HEADER', 'x-forwarded-groups', /are the same/],
  ['OPENPORTS_PROXY_SIGN_OUT_URL', '//evil.example', /cannot be used: use a path/],
  ['OPENPORTS_PROXY_SIGN_OUT_URL', '/\\evil.example', /cannot be used: use a path/],
  ['OPENPORTS_PROXY_SIGN_OUT_URL', 'https://evil.example', /cannot be used: use a path/],
  ['OPENPORTS_SIGN_IN', '', /^OPENPORTS_TRUSTED_PROXIES cannot be used alone/],
])('SEC-04: %s=%s', (name, value, message) => {
  const read = () => readConfig({ ...whole, [name]: value })
  expect(read).toThrow(message)
})

test('proxies that only pass requests on name no user', () => {
  expect(readConfig({ ...whole, OPENPORTS_SIGN_IN: 'token', OPENPORTS_GROUPS: '' }).access.proxy).toBeNull()
})

test('what has no effect is refused', () => {
  const read = () =>
    readConfig({ ...whole, OPENPORTS_SIGN_IN: 'token', OPENPORTS_PROXY_SIGN_OUT_URL: '/oauth2/sign_out' })
  expect(read).toThrow(/^OPENPORTS_PROXY_SIGN_OUT_URL has no effect without proxy in OPENPORTS_SIGN_IN/)
  for (const settings of [{ ...whole, OPENPORTS_SIGN_IN: 'token' }, { OPENPORTS_GROUPS: '/etc/groups.json' }])
    expect(() => readConfig(settings)).toThrow(
      /^OPENPORTS_GROUPS has no effect without oidc or proxy in OPENPORTS_SIGN_IN: add it, or unset this$/,
    )
})
