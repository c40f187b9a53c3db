import { expect, onTestFinished, test } from 'vitest'

import { standInForTest } from '#test/hss/for-test.ts'

import { failure, listeningByTls, send, signIn, trustAuthority } from './testing/sending.ts'

const serve = async (...given: Parameters<typeof listeningByTls>): Promise<string> => {
  trustAuthority()
  return `https://localhost:${await listeningByTls(...given)}`
}

test('a right certificate is accepted', async () => {
  expect((await send(signIn(await serve('right')))).text).toBe('{}')
})

test.each([
  ['F31: one that has expired', 'expired', 'CERT_HAS_EXPIRED'],
  ['one of another name', 'other-name', 'ERR_TLS_CERT_ALTNAME_INVALID'],
  ['one that no authority signed', 'self-signed', 'DEPTH_ZERO_SELF_SIGNED_CERT'],
])('SEC-24: %s is refused, whatever the environment says', async (_, name, code) => {
  const origin = await serve(name)
  process.env['NODE_TLS_REJECT_UNAUTHORIZED'] = '0'
  onTestFinished(() => void delete process.env['NODE_TLS_REJECT_UNAUTHORIZED'])
  await expect(send(signIn(origin))).rejects.toEqual(failure('untrusted', code))
})

test('SEC-24: TLS 1.1 is refused, and so is no TLS', async () => {
  const old = await serve('right', {
    minVersion: 'TLSv1.1',
    maxVersion: 'TLSv1.1',
    ciphers: 'DEFAULT@SECLEVEL=0',
  })
  await expect(send(signIn(old))).rejects.toEqual(failure('untrusted', /SSL|EPROTO/))
  const { endpoints } = await standInForTest()
  const port = new URL(endpoints.iam).port
  await expect(send(signIn(`https://localhost:${port}`))).rejects.toEqual(failure('untrusted', /SSL|EPROTO/))
})
