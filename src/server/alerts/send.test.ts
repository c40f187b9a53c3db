import { createHmac } from 'node:crypto'

import { afterAll, beforeAll, describe, expect, test } from 'vitest'

import { z } from '#contract/zod.ts'
import { DIRECT } from '#server/common/egress.ts'
import type { KeptRule } from '#server/store/alert-types.ts'
import { startConnectProxy } from '#test/connect-proxy.ts'

import { allowedTargets } from './allowed-targets.ts'
import { send } from './send.ts'
import type { SendOptions } from './send.ts'
import { messageTo, opened } from './testing/message.ts'
import { startReceiver } from './testing/receiver.ts'

let receiver: Awaited<ReturnType<typeof startReceiver>>
beforeAll(async () => (receiver = await startReceiver()))
afterAll(() => receiver.stop())

const AT = new Date('2026-11-30T22:00:01.500Z')
const targets = allowedTargets(['127.0.0.1'])
const OPTIONS: SendOptions = {
  targets,
  lookup: targets.lookup((_, done) => done(new Error('nothing is looked up'), [])),
  egress: DIRECT,
  times: { connect: 500, tls: 500, firstByte: 500, whole: 1000 },
  signal: new AbortController().signal,
}
const sent = async (rule: Partial<KeptRule>, answer: string, changes = [opened(2375)]) => {
  receiver.answers((response) => response.writeHead(200, { 'Content-Type': 'application/json' }).end(answer))
  const attempt = await send(messageTo(receiver.url, rule, changes), AT, OPTIONS)
  const { body, ...got } = receiver.received.at(-1)!
  return { attempt, ...got, body: z.unknown().parse(JSON.parse(body)) }
}

const TEXT = [
  'Openports: 1 change in “dangerous” (rule “new dangers”)',
  '• 2375/TCP Opened: Danger · Control · servers 0 → 3',
  'Read 2026-11-30T21:59:00.000Z, complete',
  'https://ports.example.com/?project=p&status=danger&since=12',
].join('\n')

test('Slack gets a text in which nothing of a source is a link or a mention', async () => {
  const { body, attempt } = await sent({ format: 'slack', secret: '', view: '<!channel>' }, 'ok')
  expect(body).toEqual({
    text: TEXT.replace('dangerous', '&lt;!channel&gt;').replaceAll(/&(?=status|since)/g, '&amp;'),
  })
  expect(attempt).toMatchObject({ failure: null, isFinal: true })
})

test('DingTalk gets a text, signed in the address', async () => {
  const { body, path, attempt } = await sent(
    { format: 'dingtalk', secret: 'SEC0123' },
    '{"errcode":0,"errmsg":"ok"}',
  )
  expect(body).toEqual({ msgtype: 'text', text: { content: TEXT } })
  const params = new URL(path, 'http://host').searchParams
  const sign = createHmac('sha256', 'SEC0123').update(`${AT.getTime()}\nSEC0123`).digest('base64')
  expect(Object.fromEntries(params)).toEqual({
    key: 'the-key-of-the-robot',
    timestamp: String(AT.getTime()),
    sign,
  })
  expect(attempt.failure).toBeNull()
})

test('Feishu gets a text, signed in the body', async () => {
  const { body } = await sent({ format: 'feishu', secret: 'feishu' }, '{"code":0}')
  const timestamp = String(Math.floor(AT.getTime() / 1000))
  const sign = createHmac('sha256', `${timestamp}\nfeishu`).digest('base64')
  expect(body).toEqual({ timestamp, sign, msg_type: 'text', content: { text: TEXT } })
})

test('WeCom gets a text, in Chinese where the rule says so', async () => {
  const { body } = await sent({ format: 'wecom', secret: '', language: 'zh-CN' }, '{"errcode":0}')
  expect(body).toEqual({
    msgtype: 'text',
    text: {
      content: [
        'Openports：“dangerous”有 1 项端口变更（规则“new dangers”）',
        '• 2375/TCP 新开放: 危险 · 获取控制权 · 服务器 0 → 3 台',
        '采集时间 2026-11-30T21:59:00.000Z，数据完整',
        'https://ports.example.com/?project=p&status=danger&since=12',
      ].join('\n'),
    },
  })
})

test('of many changes as many are listed as a chat takes, and the others counted', async () => {
  const many = Array.from({ length: 600 }, (_, i) => opened(i, { type: `TYPE-${'很'.repeat(100)}` }))
  const { body } = await sent({ format: 'wecom', secret: '', name: '名'.repeat(60) }, '{"errcode":0}', many)
  const { content } = z.object({ text: z.object({ content: z.string() }) }).parse(body).text
  expect(Buffer.byteLength(content)).toBeLessThanOrEqual(2048)
  expect(content).toMatch(/600 changes/)
  expect(content).toMatch(/\nand 59\d more\n/)
  const long = await sent(
    { format: 'wecom', secret: '', viewQuery: `q=${'a'.repeat(1990)}` },
    '{"errcode":0}',
  )
  expect(JSON.stringify(long.body)).toContain('https://ports.example.com/"')
  const json = await sent({}, '', many)
  expect(json.body).toMatchObject({
    data: { counts: { total: 600 }, omitted: 100, changes: { length: 500 } },
  })
})

describe('a chat that answers 200 and yet refuses', () => {
  test.each([
    ['{"errcode":310000,"errmsg":"sign not match"}', 'errcode 310000', true],
    ['{"errcode":130101}', 'errcode 130101', false],
    ['{"StatusCode":9499}', 'errcode 9499', false],
    ['<html>', '', false],
  ])('by %s has not got it', async (answer, detail, isFinal) => {
    const { attempt } = await sent({ format: 'dingtalk', secret: '' }, answer)
    expect(attempt).toEqual({ status: 200, failure: 'rejected', detail, isFinal, retryAfter: null })
  })
})

test('no server there, or one that is not listed', async () => {
  const attempt = (url: string) => send(messageTo(url), AT, OPTIONS)
  expect(await attempt('http://127.0.0.1:9/')).toMatchObject({
    failure: 'unreachable',
    detail: 'ECONNREFUSED',
    isFinal: false,
  })
  expect(await attempt('https://hooks.example/')).toMatchObject({ failure: 'hostNotAllowed' })
})

test('a proxy is used where there is one', async () => {
  const proxy = await startConnectProxy()
  const named = allowedTargets(['hooks.example'])
  const egress = { ...DIRECT, httpProxy: proxy.url, httpsProxy: proxy.url }
  const url = `http://hooks.example:${receiver.port}/`
  receiver.answers(204)
  const attempt = await send(messageTo(url), AT, { ...OPTIONS, targets: named, egress })
  expect(attempt).toMatchObject({ status: 204, failure: null })
  expect(proxy.asked.map(({ target }) => target)).toEqual([`hooks.example:${receiver.port}`])
  await proxy.close()
})
