import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { inspect } from 'node:util'

import { afterAll, describe, expect, test } from 'vitest'

import { ConfigError } from '#server/common/config-error.ts'
import { DIRECT } from '#server/common/egress.ts'
import { Secret, withoutSecrets } from '#server/common/secret.ts'

import { readConfig, storeLocation } from './config.ts'

const TOKEN = 'x'.repeat(32)

test('SEC-16: the password of the database is kept out of the log, also by itself and however it is written', () => {
  readConfig({ DATABASE_URL: 'postgresql://me:p%40ss-of-tests@db/openports' })
  readConfig({ DATABASE_URL: 'postgresql://me:100%25%-of-tests@db/openports' })
  for (const word of ['p%40ss-of-tests', 'p@ss-of-tests', '100%25%-of-tests'])
    expect(withoutSecrets(`"${word} is refused"`)).toBe('"[redacted] is refused"')
})

test('without any setting the server is for this machine alone', () => {
  expect(readConfig({})).toEqual({
    port: 4040,
    host: '127.0.0.1',
    dataDir: './data',
    databaseUrl: null,
    token: null,
    allowedHosts: [],
    access: {
      signInMethods: [],
      publicUrl: null,
      tls: null,
      oidc: null,
      hops: null,
      proxy: null,
      frameAncestors: [],
    },
    hss: [],
    egress: DIRECT,
    logLevel: null,
    logRequests: true,
    logChanges: false,
    webhookHosts: [],
    metricsToken: null,
    uploads: { maxBytes: 256_000_000, dailyBytes: 1_024_000_000 },
    stopWait: 2000,
  })
})

test('an empty setting is an unset one', () => {
  expect(readConfig({ PORT: '', DATABASE_URL: '', OPENPORTS_TOKEN: '' })).toEqual(readConfig({}))
})

test('settings are read, and other variables are left alone', () => {
  const config = readConfig({
    PORT: '0',
    HOST: 'localhost',
    OPENPORTS_DATA_DIR: '/var/lib/openports',
    DATABASE_URL: 'postgresql://me:hidden@db/openports',
    OPENPORTS_TOKEN: TOKEN,
    OPENPORTS_ALLOWED_HOSTS: 'Ports.example.com, localhost:8080,[::1]:81',
    PATH: '/bin',
  })
  expect(config).toMatchObject({
    port: 0,
    host: '127.0.0.1',
    allowedHosts: ['ports.example.com', 'localhost:8080', '[::1]:81'],
  })
  expect(config.token?.reveal()).toBe(TOKEN)
  expect(storeLocation(config)).toEqual({ databaseUrl: 'postgresql://me:hidden@db/openports' })
  expect(storeLocation(readConfig({}))).toEqual({ dataDir: './data' })
})

test.each([
  ['PORT', '65536'],
  ['PORT', '-1'],
  ['PORT', '80.5'],
  ['PORT', '0x50'],
  ['PORT', 'http'],
  ['DATABASE_URL', 'mysql://me:hidden@db/openports'],
  ['DATABASE_URL', 'postgres://me:hidden@db:port/openports'],
  ['OPENPORTS_TOKEN', 'x'.repeat(31)],
  ['OPENPORTS_TOKEN', `${TOKEN} `],
  ['OPENPORTS_TOKEN', `${TOKEN}é`],
  ['OPENPORTS_SIGN_IN', 'password'],
  ['OPENPORTS_SIGN_IN', 'token,'],
  ['OPENPORTS_PUBLIC_URL', 'ports.example.com'],
  ['OPENPORTS_PUBLIC_URL', 'https://ports.example.com/ports'],
  ['OPENPORTS_ALLOWED_HOSTS', '*'],
  ['OPENPORTS_ALLOWED_HOSTS', 'http://ports.example.com'],
  ['OPENPORTS_ALLOWED_HOSTS', 'a,,b'],
  ['OPENPORTS_WEBHOOK_HOSTS', '*'],
  ['OPENPORTS_WEBHOOK_HOSTS', 'https://hooks.slack.com'],
  ['OPENPORTS_WEBHOOK_HOSTS', '10.0.0.0/40'],
])('%s=%s is refused in one line that names it', (name, value) => {
  const read = () => readConfig({ [name]: value })
  expect(read).toThrow(ConfigError)
  expect(read).toThrow(new RegExp(`^${name} .*cannot be used: use .+$`))
  expect(read).not.toThrow(/hidden/)
})

test.each(['0.0.0.0', '::', '192.168.1.5', '10.0.0.1', '128.0.0.1', '::ffff:127.0.0.1'])(
  'SEC-13: listening on %s, which others can reach, is refused while sign-in is not configured',
  (host) => {
    expect(() => readConfig({ HOST: host })).toThrow(/^HOST .*sign-in is not configured.*SSH tunnel/)
    const signIn = { HOST: host, OPENPORTS_SIGN_IN: 'token' }
    expect(() => readConfig(signIn)).toThrow(/^HOST .*not be encrypted/)
    const tls = { OPENPORTS_TLS_CERT: 'cert.pem', OPENPORTS_TLS_KEY: 'key.pem' }
    expect(readConfig({ ...signIn, ...tls }).access.signInMethods).toEqual(['token'])
  },
)

test.each(['example.com', '127.0.0.1.example.com', 'localhost.'])(
  'HOST=%s is refused: a name may lead anywhere',
  (host) => {
    expect(() => readConfig({ HOST: host })).toThrow(/^HOST .*use an address/)
  },
)

test.each(['127.0.0.1', '127.1.2.3', '::1', 'localhost'])(
  '%s is an address of this machine alone',
  (host) => {
    expect(readConfig({ HOST: host }).host).toMatch(/^127\.|^::1$/)
  },
)

test('a secret is revealed by asking for it, and in no other way', () => {
  const secret = new Secret('the word')
  const config = { nested: { secret } }
  const texts = [String(secret), JSON.stringify(config), inspect(config, { depth: 9, showHidden: true })]
  texts.push(
    inspect(config, { customInspect: false, depth: 9, showHidden: true }),
    Object.keys(secret).join(),
  )
  for (const text of texts) expect(text).not.toContain('the word')
  expect(secret.reveal()).toBe('the word')
})

test('the project of the demo fleet is refused for credentials: sample data stays separate', () => {
  const env = { HUAWEICLOUD_SDK_AK: 'key', HUAWEICLOUD_SDK_SK: 'hidden', HSS_REGION: 'cn-north-4' }
  expect(readConfig({ ...env, HUAWEICLOUD_SDK_PROJECT_ID: 'demo-2' }).hss).toHaveLength(1)
  const read = () => readConfig({ ...env, HUAWEICLOUD_SDK_PROJECT_ID: 'demo' })
  expect(read).toThrow(ConfigError)
  expect(read).toThrow(/^demo, the project id of cn-north-4, cannot be used/)
})

describe('signing in with OpenID Connect', () => {
  const folder = mkdtempSync(join(tmpdir(), 'openports-config-'))
  afterAll(() => rmSync(folder, { recursive: true }))
  const file = (name: string, text: string, mode = 0o600): string => {
    const path = join(folder, name)
    writeFileSync(path, text, { mode })
    return path
  }
  const OIDC = {
    OPENPORTS_SIGN_IN: 'oidc,token',
    OPENPORTS_PUBLIC_URL: 'https://ports.example.com',
    OPENPORTS_GROUPS: file('groups.json', '{"groups": {"soc": {"role": "operator", "projects": "*"}}}'),
    OPENPORTS_OIDC_ISSUER: 'https://sso.example.com/realms/main',
    OPENPORTS_OIDC_CLIENT_ID: 'openports',
    OPENPORTS_OIDC_CLIENT_SECRET: 'the-secret-of-the-client',
  }

  test('takes the provider, the client and what groups may do', () => {
    const { signInMethods, oidc } = readConfig(OIDC).access
    expect(signInMethods).toEqual(['oidc', 'token'])
    expect(oidc).toMatchObject({
      issuer: 'https://sso.example.com/realms/main',
      clientId: 'openports',
      scopes: 'openid profile',
      groupsClaim: 'groups',
      publicUrl: 'https://ports.example.com',
    })
    expect(oidc?.clientSecret.reveal()).toBe('the-secret-of-the-client')
    expect(oidc?.groups.grantsOf(['soc'])).toEqual([{ role: 'operator', projects: '*' }])
    expect(inspect(readConfig(OIDC), { depth: null })).not.toContain('the-secret')
  })

  test('takes the secret from a file that others may not read', () => {
    const { OPENPORTS_OIDC_CLIENT_SECRET: _, ...rest } = OIDC
    const from = (path: string) =>
      readConfig({ ...rest, OPENPORTS_OIDC_CLIENT_SECRET_FILE: path }).access.oidc?.clientSecret.reveal()
    expect(from(file('secret', 'from-a-file\n'))).toBe('from-a-file')
    expect(() => from(file('open', 'x', 0o644))).toThrow(/_SECRET_FILE .*open cannot be used: it may be read/)
    expect(() => from(file('empty', ''))).toThrow(/it is empty/)
    expect(() => from(join(folder, 'nowhere'))).toThrow(/it cannot be read \(ENOENT\)/)
    expect(() => readConfig({ ...OIDC, OPENPORTS_OIDC_CLIENT_SECRET_FILE: '/x' })).toThrow(/are two secrets/)
  })

  test('names all that is missing in one line, and what has no effect', () => {
    expect(() => readConfig({ OPENPORTS_SIGN_IN: 'oidc', OPENPORTS_OIDC_CLIENT_ID: 'x' })).toThrow(
      /^oidc in OPENPORTS_SIGN_IN also needs OPENPORTS_PUBLIC_URL, OPENPORTS_GROUPS, OPENPORTS_OIDC_ISSUER, OPENPORTS_OIDC_CLIENT_SECRET \(or …_FILE\): set them/,
    )
    expect(() => readConfig({ ...OIDC, OPENPORTS_SIGN_IN: 'token' })).toThrow(
      /^OPENPORTS_OIDC_ISSUER has no effect without oidc in OPENPORTS_SIGN_IN/,
    )
  })

  test.each([
    ['OPENPORTS_OIDC_ISSUER', 'http://sso.example.com'],
    ['OPENPORTS_OIDC_ISSUER', 'http://127.0.0.1.example.com'],
    ['OPENPORTS_OIDC_ISSUER', 'http://2130706433/'],
    ['OPENPORTS_OIDC_ISSUER', 'https://me:pw@sso.example.com'],
    ['OPENPORTS_OIDC_ISSUER', 'https://sso.example.com/?x'],
    ['OPENPORTS_OIDC_ISSUER', 'https://sso.example.com/.well-known/openid-configuration'],
    ['OPENPORTS_OIDC_ISSUER', 'sso.example.com'],
    ['OPENPORTS_OIDC_SCOPES', 'profile'],
    ['OPENPORTS_OIDC_SCOPES', 'openid  profile'],
    ['OPENPORTS_PUBLIC_URL', 'http://ports.example.com'],
  ])('refuses %s=%s', (name, value) => {
    expect(() => readConfig({ ...OIDC, [name]: value })).toThrow(new RegExp(`^${name} .*cannot be used`))
  })

  test.each(['http://127.0.0.1:8080', 'http://localhost:8080/realms/main', 'http://[::1]:8080'])(
    'takes %s, where no one can eavesdrop',
    (issuer) => {
      expect(readConfig({ ...OIDC, OPENPORTS_OIDC_ISSUER: issuer }).access.oidc?.issuer).toBe(issuer)
    },
  )
})
