import { expect, test } from 'vitest'

import { readAncestors } from './ancestors.ts'

test('the page may be framed by exact origins, by TLS unless on this machine', () => {
  expect(readAncestors('https://console.example.com, http://localhost:3000')).toEqual([
    'https://console.example.com',
    'http://localhost:3000',
  ])
})

test.each([
  '*',
  'https://*.example.com',
  'http://console.example.com',
  'console.example.com',
  'https:',
  'https://a.example/',
  '',
  'null',
  'https://a.example;script-src *',
  'https://a.example/path',
  'https://user@a.example',
  'data:text/html,x',
  'https://a.example,,',
  "'self'",
])('SEC-27: %s is no origin that may frame the page', (list) => expect(readAncestors(list)).toBeNull())
