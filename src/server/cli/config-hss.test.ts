import { chmodSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { inspect } from 'node:util'

import { expect, onTestFinished, test } from 'vitest'

import { ConfigError } from '#server/common/config-error.ts'
import { endpointsOf } from '#server/hss/settings.ts'

import { readConfig } from './config.ts'

const KEYS = { HUAWEICLOUD_SDK_AK: 'AK1', HUAWEICLOUD_SDK_SK: 'the secret key' }
const USER = { HSS_IAM_USER: 'reader', HSS_IAM_PASSWORD: 'the password', HSS_IAM_DOMAIN: 'account' }
const REGION = { HSS_REGION: 'cn-north-4' }

function folder(): string {
  const path = mkdtempSync(join(tmpdir(), 'openports-config-'))
  onTestFinished(() => rmSync(path, { recursive: true }))
  return path
}

/** Settings with a configuration file of these projects. */
function withFile(content: unknown, env: Record<string, string> = {}) {
  const path = join(folder(), 'openports.json')
  writeFileSync(path, typeof content === 'string' ? content : JSON.stringify(content))
  return { OPENPORTS_CONFIG: path, ...env }
}
const PROJECT = {
  name: 'Production',
  region: 'ap-southeast-1',
  credentials: { accessKey: { env: 'AK' }, secretKey: { env: 'SK' } },
}
const FILE_ENV = { AK: 'AK2', SK: 'another secret key' }

const refusal = (env: Record<string, string>): string => {
  try {
    readConfig(env)
  } catch (error) {
    expect(error).toBeInstanceOf(ConfigError)
    return String(error)
  }
  throw new Error('nothing was refused')
}

test('keys and a region are enough', () => {
  const [project, ...others] = readConfig({ ...KEYS, ...REGION }).hss
  expect(others).toEqual([])
  expect(project).toMatchObject({
    name: 'cn-north-4',
    region: 'cn-north-4',
    endpoints: {
      hss: 'https://hss.cn-north-4.myhuaweicloud.com',
      iam: 'https://iam.myhuaweicloud.com',
      eps: 'https://eps.myhuaweicloud.com',
    },
    projectId: null,
    callsPerMinute: 5,
    enterpriseProjects: null,
    lagHint: null,
  })
  const credentials = project?.credentials
  if (credentials?.kind !== 'keys') throw new Error('no keys')
  expect(credentials.accessKey.reveal()).toBe('AK1')
  expect(credentials.secretKey.reveal()).toBe('the secret key')
  expect(credentials.securityToken).toBeNull()
})

test('temporary keys, a user, endpoints, a project and a quota', () => {
  const [temporary] = readConfig({ ...KEYS, ...REGION, HUAWEICLOUD_SDK_SECURITY_TOKEN: 'tok' }).hss
  expect(temporary?.credentials).toMatchObject({ kind: 'keys' })
  const [project] = readConfig({
    ...USER,
    ...REGION,
    HUAWEICLOUD_SDK_PROJECT_ID: 'p_1-a',
    HSS_ENDPOINT: 'http://127.0.0.1:8080',
    IAM_ENDPOINT: 'http://[::1]:8081',
    EPS_ENDPOINT: 'https://eps.example.com:8443',
    HSS_CALLS_PER_MINUTE: '20',
  }).hss
  expect(project).toMatchObject({
    projectId: 'p_1-a',
    credentials: { kind: 'user', name: 'reader', domain: 'account' },
    endpoints: {
      hss: 'http://127.0.0.1:8080',
      iam: 'http://[::1]:8081',
      eps: 'https://eps.example.com:8443',
    },
    callsPerMinute: 20,
  })
})

test.each<[string, Record<string, string>, RegExp]>([
  ['a region without credentials', REGION, /HSS_REGION is set without credentials/],
  ['a credential without a region', KEYS, /HSS_REGION is not set/],
  ['half a key', { HUAWEICLOUD_SDK_AK: 'AK1', ...REGION }, /HUAWEICLOUD_SDK_SK is not set/],
  ['half a user', { HSS_IAM_USER: 'reader', ...REGION }, /HSS_IAM_PASSWORD is not set/],
  ['two kinds of credentials', { ...KEYS, ...USER, ...REGION }, /cannot be combined/],
  ['no region', { ...KEYS, HSS_REGION: 'Beijing' }, /HSS_REGION "Beijing" cannot be used/],
  ['a quota of nothing', { ...KEYS, ...REGION, HSS_CALLS_PER_MINUTE: '0' }, /HSS_CALLS_PER_MINUTE "0"/],
  [
    'a key that splits the header',
    { ...KEYS, ...REGION, HUAWEICLOUD_SDK_AK: 'A\r\nX: y' },
    /HUAWEICLOUD_SDK_AK cannot/,
  ],
])('%s is refused in one line', (_, env, problem) => {
  expect(refusal(env)).toMatch(problem)
  expect(refusal(env)).not.toMatch(/\n|the secret key|the password/)
})

test.each([
  'hss.cn-north-4.myhuaweicloud.com',
  'https://hss.example.com/',
  'https://hss.example.com/v5',
  'https://hss.example.com?x=1',
  'https://user:secret@hss.example.com',
  'http://hss.example.com',
  'http://2130706433',
  'http://0x7f.1:80',
  'https://HSS.example.com',
  'https://hss.example.com\u0000.evil.com',
  'https://hss.exämple.com',
  'ftp://127.0.0.1',
  'file:///etc/passwd',
])('SEC-09, SEC-24: the endpoint %j is no origin to send a credential to', (origin) => {
  expect(refusal({ ...KEYS, ...REGION, HSS_ENDPOINT: origin })).toMatch(
    /HSS_ENDPOINT cannot be used: use an origin/,
  )
})

test.each([
  'http://127.0.0.1:4040',
  'http://localhost:4040',
  'http://127.9.9.9:4040',
  'http://[::1]:4040',
  'http://0.0.0.0:4040',
])("SEC-10: the server's own address %s is no endpoint", (origin) => {
  expect(refusal({ ...KEYS, ...REGION, IAM_ENDPOINT: origin })).toMatch(/own address/)
  expect(readConfig({ ...KEYS, ...REGION, IAM_ENDPOINT: origin, PORT: '4041' }).hss).toHaveLength(1)
})

test('SEC-24: certificates are always checked', () => {
  expect(refusal({ NODE_TLS_REJECT_UNAUTHORIZED: '0' })).toMatch(/NODE_EXTRA_CA_CERTS/)
})

test('each region has its endpoints', () => {
  expect(endpointsOf('eu-west-101')).toEqual({
    hss: 'https://hss.eu-west-101.myhuaweicloud.eu',
    iam: 'https://iam.eu-west-101.myhuaweicloud.eu',
    eps: 'https://eps.eu-west-101.myhuaweicloud.eu',
  })
  expect(endpointsOf('my-kualalumpur-1').eps).toBe('https://eps.my-kualalumpur-1.myhuaweicloud.com')
})

test('a file describes several projects, its secrets by reference', () => {
  const secrets = folder()
  const password = join(secrets, 'password')
  writeFileSync(password, 'from a file\n', { mode: 0o600 })
  const env = withFile(
    {
      projects: [
        PROJECT,
        {
          name: 'Dublin',
          region: 'eu-west-101',
          projectId: 'p1',
          endpoints: { hss: 'https://hss.example.com' },
          credentials: { user: 'reader', domain: 'account', password: { file: password } },
          callsPerMinute: 20,
          enterpriseProjects: ['0', 'e1'],
          lagHintSeconds: 30,
        },
      ],
    },
    FILE_ENV,
  )
  const [production, dublin] = readConfig(env).hss
  expect(production).toMatchObject({ name: 'Production', callsPerMinute: 5, enterpriseProjects: null })
  expect(dublin).toMatchObject({
    projectId: 'p1',
    endpoints: { hss: 'https://hss.example.com', iam: 'https://iam.eu-west-101.myhuaweicloud.eu' },
    callsPerMinute: 20,
    enterpriseProjects: ['0', 'e1'],
    lagHint: 30,
  })
  if (dublin?.credentials.kind !== 'user') throw new Error('no user')
  expect(dublin.credentials.password.reveal()).toBe('from a file')
  const config = readConfig(env)
  for (const text of [JSON.stringify(config), inspect(config, { depth: 9 })])
    expect(text).not.toMatch(/from a file|another secret key|AK2/)
})

test.each<[string, unknown, RegExp]>([
  ['no JSON', '{"projects": [', /it is not JSON$/],
  ['no project', { projects: [] }, /projects: /],
  ['a misspelt field', { projects: [{ ...PROJECT, regoin: 'x' }] }, /projects\[0\]: .*regoin/],
  [
    'a misspelt region',
    { projects: [{ ...PROJECT, region: 'x' }] },
    /projects\[0\]\.region: use the id of a region/,
  ],
  [
    'a secret in the file',
    { projects: [{ ...PROJECT, credentials: { accessKey: 'AK', secretKey: 'the secret key' } }] },
    /projects\[0\]\.credentials\.accessKey: secrets are not written here/,
  ],
  [
    'a variable that is not set',
    { projects: [{ ...PROJECT, credentials: { accessKey: { env: 'NO' }, secretKey: { env: 'SK' } } }] },
    /projects\[0\]\.credentials\.accessKey: NO is not set/,
  ],
  [
    'a file that is not there',
    { projects: [{ ...PROJECT, credentials: { accessKey: { file: 'no' }, secretKey: { env: 'SK' } } }] },
    /credentials\.accessKey: \/.*\/no cannot be read \(ENOENT\)$/,
  ],
  [
    'one name twice',
    { projects: [PROJECT, PROJECT] },
    /projects\[1\]\.name: there are two projects "Production"/,
  ],
])('a file with %s is refused in one line that names the place', (_, content, problem) => {
  const message = refusal(withFile(content, FILE_ENV))
  expect(message).toMatch(/OPENPORTS_CONFIG \/.*openports\.json cannot be used: /)
  expect(message).toMatch(problem)
  expect(message).not.toMatch(/\n|the secret key/)
})

test('a file and the settings of one project exclude each other; keys may be there for the file', () => {
  const env = withFile({ projects: [PROJECT] }, FILE_ENV)
  expect(refusal({ ...env, ...REGION })).toMatch(/HSS_REGION has no effect with OPENPORTS_CONFIG/)
  expect(readConfig({ ...env, ...KEYS }).hss).toHaveLength(1)
})

test.each([0o644, 0o604, 0o660])('SEC-31: a secret in a file of mode %o is refused', (mode) => {
  const secret = join(folder(), 'sk')
  writeFileSync(secret, 'the secret key')
  chmodSync(secret, mode)
  const env = withFile(
    { projects: [{ ...PROJECT, credentials: { accessKey: { env: 'AK' }, secretKey: { file: secret } } }] },
    FILE_ENV,
  )
  expect(refusal(env)).toMatch(/credentials\.secretKey: \/.*\/sk may be read or changed by others: chmod 600/)
  chmodSync(secret, 0o640)
  expect(readConfig(env).hss).toHaveLength(1)
})
