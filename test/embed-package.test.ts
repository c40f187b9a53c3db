import { execFile } from 'node:child_process'
import { mkdtemp, readFile, rm, symlink, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { promisify } from 'node:util'

import { afterAll, beforeAll, expect, test } from 'vitest'

import { packEmbed } from './embed-package.ts'
import type { EmbedPackage } from './embed-package.ts'

const ROOT = join(import.meta.dirname, '..')

let embed: EmbedPackage
let host: string
beforeAll(async () => {
  host = await mkdtemp(join(tmpdir(), 'openports-host-'))
  embed = await packEmbed()
  await embed.installIn(host)
  await symlink(join(ROOT, 'node_modules/@types'), join(host, 'node_modules/@types'))
  await symlink(join(ROOT, 'node_modules/csstype'), join(host, 'node_modules/csstype'))
}, 120_000)
afterAll(async () => {
  await rm(host, { recursive: true })
  await embed.remove()
})

test('the package has the module, its types, the messages and the licence, and needs nothing else', async () => {
  expect([...embed.files].toSorted()).toEqual([
    'LICENSE',
    'README.md',
    'dist/element.d.ts',
    'dist/index.d.ts',
    'dist/index.js',
    'messages.schema.json',
    'package.json',
    'react.d.ts',
  ])
  const written = await readFile(join(host, 'node_modules/@openports/embed/package.json'), 'utf8')
  expect(written).not.toContain('dependencies')
})

test('it can be loaded where there is no document, and says its version', async () => {
  const entry = pathToFileURL(join(host, 'node_modules/@openports/embed/dist/index.js')).href
  const { OpenPortsElement } = (await import(entry)) as { OpenPortsElement: { version: string } } // oxlint-disable-line typescript/no-unsafe-type-assertion -- the module whose types the next test proves
  expect(OpenPortsElement.version).toBe(embed.version)
})

/** What the compiler says of a file of a host. */
async function compiled(text: string): Promise<string> {
  await writeFile(join(host, 'console.tsx'), text)
  const options =
    '--noEmit --strict --module nodenext --jsx react-jsx --target es2023 --types react --ignoreConfig'.split(
      ' ',
    )
  const said = await promisify(execFile)(
    join(ROOT, 'node_modules/.bin/tsc'),
    [...options, join(host, 'console.tsx')],
    { cwd: host },
  ).catch((error: { stdout: string }) => error)
  return said.stdout
}

test('a host in React has types for attributes, properties and events, and hears of a wrong one', async () => {
  await writeFile(join(host, 'package.json'), '{"type":"module"}')
  const use = (props: string) => `
    import { OpenPortsElement } from '@openports/embed'
    import type {} from '@openports/embed/react'
    export const ports = <open-ports src="https://ports.example.com" ${props} />
    export function listen(element: OpenPortsElement) {
      element.addEventListener('viewchange', ({ detail }) => detail.query.length)
      element.addEventListener('error', ({ detail }) => detail.kind.length)
      element.addEventListener('click', () => undefined)
      const found: OpenPortsElement | null = document.querySelector('open-ports')
      return [OpenPortsElement.version, found?.view]
    }`
  const right = `show="table" time-zone="UTC" theme="dark" className="wide" ticket={async () => 'ticket'}
    onviewchange={({ detail }) => detail.query.length} onselection={({ detail }) => detail.row?.port}`
  expect(await compiled(use(right))).toBe('')
  expect(await compiled(use('theme="blue"'))).toContain('TS2322')
  expect(await compiled(use('onselection={({ detail }) => detail.query}'))).toContain('TS2339')
})
