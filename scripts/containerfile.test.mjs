// No container is built here: what its file names has to exist, reach the build, and be the pinned Node.
import { existsSync, readFileSync } from 'node:fs'
import { join, matchesGlob } from 'node:path'

import { expect, test } from 'vitest'

import serverBuild from '../vite.server.config.ts'
import { root } from './process.mjs'

const read = (file) => readFileSync(join(root, file), 'utf8')
const containerfile = read('Containerfile')

/** What is copied from the work tree: the sources of each COPY that names no stage. */
const copied = [...containerfile.matchAll(/^COPY (?!--from)(.+) \S+$/gm)].flatMap(([, sources]) =>
  sources.split(' '),
)

test('what the container is built from exists, and is not kept from it', () => {
  expect(copied).toContain('src')
  const rules = read('.containerignore').trim().split('\n')
  expect(rules[0]).toBe('*')
  const allowed = rules.filter((rule) => rule.startsWith('!')).map((rule) => rule.slice(1))
  expect(new Set(copied)).toEqual(new Set(allowed))
  expect(copied.filter((path) => !existsSync(join(root, path)))).toEqual([])
})

test('the container runs the Node that everything is tested on, as a user without rights', () => {
  const { devDependencies } = JSON.parse(read('package.json'))
  const images = [...containerfile.matchAll(/^FROM \S+\/node:([\d.]+)-/gm)].map(([, version]) => version)
  expect(images).toEqual([devDependencies.node, devDependencies.node])
  expect(containerfile).toMatch(/^USER node$/m)
  const programs = [...containerfile.matchAll(/"dist\/server\/([^"]+)\.js"/g)].map(([, program]) => program)
  expect(programs).toEqual(['openports', 'openports'])
  const { input } = serverBuild.build.rolldownOptions
  for (const program of programs) expect(existsSync(join(root, input[program]))).toBe(true)
})

test('tests and what they need stay out of the container, and nothing that runs does', () => {
  const kept = read('.containerignore')
    .split('\n')
    .filter((rule) => rule.includes('*') && rule !== '*')
  const isKept = (path) => kept.some((rule) => matchesGlob(path, rule))
  expect(isKept('src/server/http/listen.test.ts')).toBe(true)
  for (const file of ['src/server/cli/openports.ts', 'src/server/store/open.ts', 'src/analysis/order.ts'])
    expect([file, isKept(file)]).toEqual([file, false])
})
