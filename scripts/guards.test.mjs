// What the documents say, and what the folders promise, held against the files themselves.
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'

import { expect, test } from 'vitest'

import { root } from './process.mjs'

const read = (file) => readFileSync(join(root, file), 'utf8')
const manifest = JSON.parse(read('package.json'))

const sourcesUnder = (folder) =>
  readdirSync(join(root, folder), { recursive: true })
    .map((file) => join(folder, file))
    .filter((file) => /\.(ts|tsx|mjs)$/.test(file) && !file.includes('node_modules'))

const isTest = (file) => /\.(test|e2e)\.\w+$/.test(file)

/** The first cells of the table under a heading of a document, without their code marks. */
function firstCells(document, heading) {
  const [, section = ''] = document.split(`\n## ${heading}\n`)
  return section
    .split('\n## ')[0]
    .split('\n')
    .filter((line) => line.startsWith('| `'))
    .map((line) => /`([^`]+)`/.exec(line)?.[1])
}

test('README’s table of commands is package.json’s scripts', () => {
  const names = firstCells(read('README.md'), 'Commands').map(
    (command) => /^npm (?:run )?(\S+)/.exec(command)?.[1],
  )
  expect(new Set(names)).toEqual(new Set(Object.keys(manifest.scripts)))
})

test('README’s table of settings is what the server reads', () => {
  const code = [
    'cli/config',
    'http/auth/settings',
    'http/auth/oidc/settings',
    'hss/environment',
    'http/auth/proxy/settings',
  ]
    .map((file) => read(`src/server/${file}.ts`))
    .join('')
  const settings = [
    ...code.matchAll(
      /^ {2}([A-Z][A-Z_]+): (?=z|AnySecret|HeaderName|HeaderSecret|Origin|ProjectId|Region|Token|TrustedProxies)/gm,
    ),
  ].map(([, name]) => name)
  expect(settings).toContain('DATABASE_URL')
  expect(new Set(firstCells(read('README.md'), 'Settings'))).toEqual(new Set(settings))
})

test('every dependency has its reason in docs/dependencies.md', () => {
  const named = [...read('docs/dependencies.md').matchAll(/^\| `([^`]+)`/gm)].map(([, name]) => name)
  const wanted = Object.keys({ ...manifest.dependencies, ...manifest.devDependencies })
  expect(new Set(named)).toEqual(new Set(wanted))
})

test('no source file is longer than 300 lines', () => {
  const files = ['src', 'scripts', 'test', 'e2e'].flatMap(sourcesUnder).filter((file) => !isTest(file))
  const tooLong = files.filter((file) => read(file).split('\n').length > 301) // the last line ends too
  expect(tooLong).toEqual([])
})

test('SEC-31: code that reaches the browser knows neither the environment nor what its secrets are called', () => {
  const files = [
    'analysis',
    'contract',
    'dashboard',
    'data',
    'demo',
    'export',
    'i18n',
    'knowledge',
    'ui',
    'view',
  ].flatMap((folder) => sourcesUnder(join('src', folder)))
  const knowing = files.filter((file) =>
    /OPENPORTS_TOKEN|DATABASE_URL|HUAWEICLOUD_SDK|\.env\b/.test(read(file)),
  )
  expect(knowing).toEqual([])
})

test('nothing that ships imports what only tests need', () => {
  const shipping = sourcesUnder('src').filter((file) => !isTest(file) && !file.includes('/testing/'))
  expect(shipping.filter((file) => /from '(#e2e\/|#test\/|#server\/.*testing\/)/.test(read(file)))).toEqual(
    [],
  )
})

test('the lock file names no registry', () => {
  expect(read('package-lock.json')).not.toContain('"resolved"')
})

test('SEC-30: a link that opens a window gives it neither its opener nor its address', () => {
  const opening = sourcesUnder('src').flatMap((file) => read(file).match(/<a\b[^>]*_blank[^>]*>/g) ?? [])
  expect(opening.length).toBeGreaterThan(0)
  for (const link of opening) expect(link).toMatch(/rel="noopener noreferrer"/)
  expect(sourcesUnder('src').filter((file) => /window\.open\(/.test(read(file)))).toEqual([])
})

test('every code of a threat or a fault in the name of a test is defined in docs/security.md, and has a test', () => {
  const codes = /\b(?:SEC-\d+|F\d{2})\b/g
  const defined = new Set(
    [...read('docs/security.md').matchAll(/^\| (SEC-\d+|F\d{2}) /gm)].map(([, code]) => code),
  )
  const named = ['src', 'test', 'e2e', 'scripts']
    .filter((folder) => existsSync(join(root, folder)))
    .flatMap(sourcesUnder)
    .filter(isTest)
    .flatMap((file) => read(file).match(codes) ?? [])
  expect(new Set(named)).toEqual(defined)
})
