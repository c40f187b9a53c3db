import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'

import { afterEach, beforeEach, expect, test } from 'vitest'

import { fingerprint } from './page.mjs'

let folder

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'openports-page-'))
  write('index.html', '<html>')
  write('src/main.tsx', 'main')
  write('public/favicon.svg', '<svg>')
})

afterEach(() => rmSync(folder, { recursive: true }))

function write(file, content) {
  mkdirSync(dirname(join(folder, file)), { recursive: true })
  writeFileSync(join(folder, file), content)
}

test.each([
  'index.html',
  'src/main.tsx',
  'src/ui/Badge.tsx',
  'public/robots.txt',
  'vite.config.ts',
  'package-lock.json',
])('the page is built again when %s changes', (file) => {
  const before = fingerprint(folder)
  write(file, 'changed')
  expect(fingerprint(folder)).not.toBe(before)
})

test('a file that moves or goes counts as a change', () => {
  const before = fingerprint(folder)
  rmSync(join(folder, 'src/main.tsx'))
  const without = fingerprint(folder)
  write('src/start.tsx', 'main')
  expect(new Set([before, without, fingerprint(folder)]).size).toBe(3)
})

test.each([
  'src/server/app.ts',
  'src/analysis/order.test.ts',
  'src/analysis/testing/arbitraries.ts',
  'README.md',
])('the page is not built again when %s changes', (file) => {
  const before = fingerprint(folder)
  write(file, 'changed')
  expect(fingerprint(folder)).toBe(before)
})
