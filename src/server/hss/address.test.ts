import { expect, test } from 'vitest'

import { standInForTest } from '#test/hss/for-test.ts'

import { checkedLookup, destinationOf } from './address.ts'
import { FAST, failure, resolvesTo, send, signIn } from './testing/sending.ts'

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
