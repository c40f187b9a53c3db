import { expect, test } from 'vitest'

import { standInForTest } from '#test/hss/for-test.ts'

import { checkedLookup, destinationOf, isPublic } from './address.ts'
import { FAST, failure, resolvesTo, send, signIn } from './testing/sending.ts'

test.each([
  '127.0.0.1',
  '0.0.0.0',
  '10.0.0.1',
  '172.16.0.1',
  '172.31.255.255',
  '192.168.1.1',
  '100.64.0.1',
  '169.254.169.254',
  '100.100.100.200',
  '192.0.0.192',
  '198.18.0.1',
  '224.0.0.1',
  '255.255.255.255',
  '::',
  '::1',
  'fe80::1',
  'fec0::1',
  'fc00::1',
  'fd00:ec2::254',
  '::ffff:127.0.0.1',
  '::ffff:10.0.0.1',
  '::ffff:7f00:1',
  '::127.0.0.1',
  '64:ff9b::7f00:1',
  '2002:7f00:1::',
  'ff02::1',
  'no address',
])('SEC-09: %s is not public', (address) => expect(isPublic(address)).toBe(false))

test.each([
  '8.8.8.8',
  '100.63.255.255',
  '100.128.0.1',
  '172.32.0.1',
  '2606:4700::1111',
  '::ffff:8.8.8.8',
  '240e::1',
])('%s is public', (address) => expect(isPublic(address)).toBe(true))

test('SEC-09: a name that leads to one that is not, is refused when connecting, each time anew', async () => {
  const { endpoints, arrivals } = await standInForTest()
  const { port } = new URL(endpoints.iam)
  const name = `http://hss.example.com:${port}`
  await expect(send(signIn(name), { resolve: resolvesTo('127.0.0.1') })).rejects.toEqual(
    failure('untrusted', 'ADDRESS_REFUSED'),
  )
  expect(arrivals).toEqual([])
})

test('SEC-09: an answer that changes between two connections is checked both times', () => {
  const lookup = checkedLookup(
    destinationOf('https://hss.example.com', null),
    resolvesTo('8.8.8.8', '127.0.0.1'),
  )
  const answers: unknown[] = []
  for (let call = 0; call < 2; call++)
    lookup('hss.example.com', { all: true }, (error, found) => answers.push(error ?? found))
  expect(answers).toEqual([
    [{ address: '8.8.8.8', family: 4 }],
    expect.objectContaining({ code: 'ADDRESS_REFUSED' }),
  ])
})

test('F30: a resolver that fails is a fault of the network, and the address of the next try is checked as well', async () => {
  const noName = Object.assign(new Error('getaddrinfo'), { code: 'ENOTFOUND' })
  const resolve = resolvesTo(noName, '10.1.2.3')
  const call = () => send(signIn('https://hss.example.com'), { resolve, limits: FAST })
  await expect(call()).rejects.toEqual(failure('network', 'ENOTFOUND'))
  await expect(call()).rejects.toEqual(failure('untrusted', 'ADDRESS_REFUSED'))
})

test('SEC-10: neither a written nor a resolved address may be our own', async () => {
  const { endpoints, arrivals } = await standInForTest()
  const port = Number(new URL(endpoints.iam).port)
  for (const origin of [endpoints.iam, `http://localhost:${port}`, `http://127.0.0.2:${port}`])
    await expect(send(signIn(origin), { ownPort: () => port })).rejects.toEqual(
      failure('untrusted', 'OWN_ADDRESS'),
    )
  const resolve = resolvesTo('127.0.0.1')
  await expect(
    send(signIn(`http://hss.example.com:${port}`), { ownPort: () => port, resolve }),
  ).rejects.toEqual(failure('untrusted', 'OWN_ADDRESS'))
  expect(arrivals).toEqual([])
})

test('localhost, where it is written, is loopback', async () => {
  const { endpoints } = await standInForTest()
  const { port } = new URL(endpoints.iam)
  expect((await send(signIn(`http://localhost:${port}`))).status).toBe(201)
})
