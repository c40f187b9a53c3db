import { expect, test } from 'vitest'

import { HostMessage, readEmbedSessionQuery, readTicketQuery } from './embed.ts'

const isRead = (message: unknown): boolean => HostMessage.safeParse(message).success

test.each([
  { openports: 1, type: 'hello' },
  { openports: 1, type: 'hello', theme: 'dark', language: 'zh-CN', timeZone: 'Asia/Shanghai' },
  { openports: 1, type: 'look', theme: 'system' },
  { openports: 1, type: 'look', style: {} },
  {
    openports: 1,
    type: 'look',
    style: { accent: 'rgb(12, 34, 56)', surface: '#fff', text: 'color(srgb 1 0 0 / 0.5)' },
  },
  { openports: 1, type: 'look', style: { radius: '4px', font: '"PingFang SC", sans-serif' } },
  { openports: 1, type: 'ticket', ticket: 'A'.repeat(43) },
  { openports: 1, type: 'scope', project: null, category: 'container' },
  { openports: 1, type: 'view', query: 'q=redis&sort=-servers' },
  { openports: 1, type: 'refresh' },
])('a message of the host is read: %j', (message) => expect(isRead(message)).toBe(true))

test.each([
  ['another version', { openports: 2, type: 'hello' }],
  ['no version', { type: 'hello' }],
  ['an unknown kind', { openports: 1, type: 'eval' }],
  ['another field', { openports: 1, type: 'refresh', more: 1 }],
  ['1 MB of a field', { openports: 1, type: 'view', query: 'q'.repeat(1 << 20) }],
  ['1 MB in another field', { openports: 1, type: 'refresh', padding: 'x'.repeat(1 << 20) }],
  ['a long ticket', { openports: 1, type: 'ticket', ticket: 'A'.repeat(129) }],
  ['another theme', { openports: 1, type: 'look', theme: 'url(x)' }],
  ['a colour that loads', { openports: 1, type: 'look', style: { accent: 'url(https://evil.example)' } }],
  ['a colour that refers', { openports: 1, type: 'look', style: { accent: 'rgb(var(--x))' } }],
  ['a colour and more', { openports: 1, type: 'look', style: { accent: '#fff;background:url(x)' } }],
  ['a radius of all', { openports: 1, type: 'look', style: { radius: '999px' } }],
  ['a style that means a risk', { openports: 1, type: 'look', style: { danger: '#fff' } }],
  ['no time zone', { openports: 1, type: 'look', timeZone: 'Mars/Olympus' }],
  ['a text', '{"openports":1,"type":"hello"}'],
  ['nothing', null],
])('SEC-28: no message: %s', (_, message) => expect(isRead(message)).toBe(false))

test('a ticket is a viewer’s unless it names more', () => {
  const ancestor = 'https://console.example.com'
  expect(readTicketQuery(new URLSearchParams({ ancestor }))).toEqual({ ancestor, role: 'viewer' })
  expect(readTicketQuery(new URLSearchParams({ ancestor, role: 'operator', project: 'p' }))).toEqual({
    ancestor,
    role: 'operator',
    project: 'p',
  })
  for (const wrong of ['', 'null', 'https://console.example.com/', 'https://a.example/path'])
    expect(() => readEmbedSessionQuery(new URLSearchParams({ ancestor: wrong }))).toThrow('ancestor')
})
