import { expect, test } from 'vitest'

import { readHostMessage } from './host-link.ts'

const CONSOLE = 'https://console.example.com'
const parent = { window: 'around' }
const hello = { openports: 1, type: 'hello' } as const
const refresh = { openports: 1, type: 'refresh' } as const
const bound = { parent, allowed: [CONSOLE, 'https://other.example.com'], host: CONSOLE }
const unbound = { ...bound, host: null }
// oxlint-disable-next-line typescript/no-unsafe-type-assertion -- a window is told apart by identity alone
const from = (source: object) => source as Window
const event = (parts: { source?: object; origin?: string; data?: unknown } = {}) => ({
  source: from(parts.source ?? parent),
  origin: parts.origin ?? CONSOLE,
  data: 'data' in parts ? parts.data : refresh,
})

test('the host is heard, after its hello', () => {
  expect(readHostMessage(event({ data: hello }), unbound)).toEqual(hello)
  expect(readHostMessage(event(), bound)).toEqual(refresh)
  expect(readHostMessage(event(), unbound)).toBeNull()
})

test.each([
  ['of a sibling frame', { source: { window: 'beside' } }],
  ['of a frame within', { source: { window: 'within' } }],
  ['of an origin that is not on the list', { origin: 'https://evil.example' }],
  ['of the null origin', { origin: 'null' }],
  ['of a look-alike: a longer name', { origin: `${CONSOLE}.evil.example` }],
  ['of a look-alike: another port', { origin: `${CONSOLE}:8443` }],
  ['of a look-alike: without TLS', { origin: 'http://console.example.com' }],
  ['of a look-alike: a letter', { origin: 'https://consoIe.example.com' }],
  ['of another origin of the list than said hello', { origin: 'https://other.example.com' }],
  ['of another version', { data: { openports: 2, type: 'refresh' } }],
  ['of 1 MB', { data: { openports: 1, type: 'view', query: 'x'.repeat(1 << 20) } }],
  ['of 1 MB in a field of its own', { data: { ...refresh, x: 'x'.repeat(1 << 20) } }],
  ['that is no object', { data: 'refresh' }],
])('SEC-28: a message %s is ignored', (_, parts) => {
  expect(readHostMessage(event(parts), bound)).toBeNull()
})

test('SEC-28: without a list no page is heard', () => {
  expect(readHostMessage(event({ data: hello }), { parent, allowed: [], host: null })).toBeNull()
  expect(
    readHostMessage(event({ data: hello, origin: 'null' }), { parent, allowed: [''], host: null }),
  ).toBeNull()
})
