import type { LookupAddress } from 'node:dns'

import { describe, expect, test } from 'vitest'

import { DIRECT } from '#server/common/egress.ts'

import { allowedTargets, isAllowEntry } from './allowed-targets.ts'
import { send } from './send.ts'
import { messageTo } from './testing/message.ts'
import { startReceiver } from './testing/receiver.ts'

test.each([
  'hooks.slack.com',
  '*.example.com',
  'localhost',
  'a_b.internal',
  '10.0.0.0/8',
  '192.0.2.7',
  '::1',
  'fd00::/8',
  'xn--fiqs8s',
])('%s is an entry', (entry) => expect(isAllowEntry(entry)).toBe(true))

test.each([
  '',
  '*',
  '*.',
  'https://a.example',
  'a.example:443',
  'a..b',
  '-a',
  '10.0.0.0/33',
  '10.0.0.0/8/8',
  '10.0.0.0/',
  '::/129',
  '10.0.0.0/x',
  'a/8',
])('%j is none', (entry) => expect(isAllowEntry(entry)).toBe(false))

describe('SEC-39: a webhook leads to what is listed, as it is written', () => {
  const targets = allowedTargets(['hooks.slack.com', '*.corp.example', '10.20.0.0/16', 'fd00::/8'])
  test.each([
    'https://hooks.slack.com/services/a',
    'http://HOOKS.slack.com:8080/',
    'https://hooks.slack.com./',
    'https://a.b.corp.example/',
    'http://10.20.3.4/',
    'http://[fd00::1]/',
    'http://169083652/', // 10.20.3.4
  ])('%s does', (url) => expect(targets.allows(url)).toBe(true))
  test.each([
    'https://slack.com/',
    'https://hooks.slack.com.evil.example/',
    'https://evilhooks.slack.com/',
    'https://corp.example/',
    'https://evilcorp.example/',
    'http://10.21.0.1/',
    'http://127.0.0.1/',
    'http://localhost/',
    'http://2130706433/', // 127.0.0.1
    'http://[::ffff:127.0.0.1]/',
    'http://93.184.216.34/',
  ])('%s does not', (url) => expect(targets.allows(url)).toBe(false))
  test('without a list, nothing does', () =>
    expect(allowedTargets([]).allows('https://hooks.slack.com/')).toBe(false))
})

describe('SEC-39: the addresses of a listed name are checked when connecting', () => {
  const found = (entries: string[], ...addresses: string[]) =>
    new Promise((resolve) =>
      allowedTargets(entries).lookup((_, done) =>
        done(
          null,
          addresses.map((address): LookupAddress => ({ address, family: address.includes(':') ? 6 : 4 })),
        ),
      )('hooks.example', { all: true }, (error, list) => resolve(error === null ? list : error.message)),
    )
  test.each([
    '127.0.0.1',
    '169.254.169.254',
    '10.20.0.1',
    '192.168.1.1',
    '::1',
    'fe80::1',
    '::ffff:10.20.0.1',
  ])('%s is refused, unless its network is listed', async (address) => {
    expect(await found(['hooks.example'], address)).toBe('addressNotAllowed')
    const network = address.includes(':') ? '::/0' : '0.0.0.0/0'
    expect(await found(['hooks.example', network], address)).toEqual([
      { address, family: address.includes(':') ? 6 : 4 },
    ])
  })
  test('one that is refused among others refuses all, as does none', async () => {
    expect(await found(['hooks.example'], '93.184.216.34', '10.0.0.1')).toBe('addressNotAllowed')
    expect(await found(['hooks.example'])).toBe('addressNotAllowed')
    expect(await found(['hooks.example'], '93.184.216.34')).toHaveLength(1)
  })

  test('a name that leads elsewhere the second time (DNS rebinding) is refused the second time', async () => {
    const receiver = await startReceiver()
    const answers = ['127.0.0.1', '127.0.0.2']
    const targets = allowedTargets(['hooks.example', '127.0.0.1'])
    const attempt = () =>
      send(messageTo(`http://hooks.example:${receiver.port}/`), new Date(), {
        targets,
        lookup: targets.lookup((_, done) => done(null, [{ address: answers.shift() ?? '', family: 4 }])),
        egress: DIRECT,
        times: { connect: 500, tls: 500, firstByte: 500, whole: 1000 },
        signal: new AbortController().signal,
      })
    expect(await attempt()).toMatchObject({ status: 204, failure: null })
    expect(await attempt()).toMatchObject({ status: null, failure: 'addressNotAllowed' })
    expect(receiver.received).toHaveLength(1)
    await receiver.stop()
  })
})
