// The import rule of docs/architecture.md, proved on the linter: in a copy of the house every import that a folder may
// not make is made, and each has to be refused; every import that it may make has to pass.
import { spawnSync } from 'node:child_process'
import { cpSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'

import { expect, test } from 'vitest'

import { FOLDERS, PACKAGES } from './import-rule.ts'
import { root } from './process.mjs'

const NAMES = [...Object.keys(FOLDERS), 'preferences.ts']

/** An import of something of a folder, or of a file beside folders. */
const fileOf = (name) => (name.endsWith('.ts') ? `#${name}` : `#${name}/planted.ts`)

/** An import of a package, and of an entry of one. */
const packageOf = (pattern) => pattern.replace('**', 'planted').replace('*', 'planted')

const CASES = Object.entries(FOLDERS).map(([folder, { folders, types = [], packages = [] }]) => {
  const known = [folder, ...folders]
  const mayName = (name) => known.some((other) => name === other || name.startsWith(`${other}/`))
  const ownPackages = packages.flatMap((kind) => PACKAGES[kind])
  const foreignPackages = Object.values(PACKAGES)
    .flat()
    .filter((name) => !ownPackages.includes(name))
  return {
    folder,
    legal: [...NAMES.filter(mayName).map(fileOf), ...ownPackages.map(packageOf), './neighbour.ts'],
    types: types.map(fileOf),
    forbidden: [
      ...NAMES.filter((name) => !mayName(name)).map(fileOf),
      ...foreignPackages.map(packageOf),
      'zod',
      'zod/mini',
      '../elsewhere/file.ts',
    ],
  }
})

test('each folder imports what it may, and the linter refuses the rest', () => {
  const files = {}
  const expected = []
  const plant = (folder, name, code, isRefused) => {
    const file = `src/${folder}/${name}.ts`
    files[file] = code
    if (isRefused) expected.push(file)
  }
  for (const { folder, legal, types, forbidden } of CASES) {
    const values = (specifier) => `import { planted } from '${specifier}'\nexport const use = planted\n`
    legal.forEach((specifier, at) => plant(folder, `legal-${at}`, values(specifier), false))
    forbidden.forEach((specifier, at) => plant(folder, `forbidden-${at}`, values(specifier), true))
    types.forEach((specifier, at) =>
      plant(
        folder,
        `type-${at}`,
        `import type { Planted } from '${specifier}'\nexport type Use = Planted\n`,
        false,
      ),
    )
  }
  expect(filesRefused(files)).toEqual(expected.toSorted(byCharacter))
})

test('a folder below a folder, a type, a re-export, an import at run time and the page’s entries are held to the same rule', () => {
  const files = {
    'src/analysis/query/deep.ts': `import { useState } from 'react'\nexport const use = useState\n`,
    'src/contract/type.ts': `import type { RowSet } from '#analysis/row-set.ts'\nexport type Use = RowSet\n`,
    'src/dashboard/features/table/later.ts': `export const later = () => import('#dashboard/features/charts/Charts.tsx')\n`,
    'src/demo.tsx': `import { start } from '#server/cli/start.ts'\nexport const use = start\n`,
    'src/main.tsx': `import { start } from '#server/cli/start.ts'\nexport const use = start\n`,
    'src/ui/passed-on.ts': `export { createHttp } from '#data/http.ts'\n`,
  }
  expect(filesRefused(files)).toEqual(Object.keys(files))
})

test('zod is imported by the file that sets it up', () => {
  expect(filesRefused({ 'src/contract/zod.ts': `export * as z from 'zod/mini'\n` })).toEqual([])
})

/** Lints files in a folder of their own, under the project's settings, and gives those that a rule refuses. */
function filesRefused(files) {
  const house = mkdtempSync(join(tmpdir(), 'openports-lint-'))
  try {
    for (const file of ['oxlint.config.ts', 'package.json', 'scripts'])
      cpSync(join(root, file), join(house, file), { recursive: true })
    symlinkSync(join(root, 'node_modules'), join(house, 'node_modules'))
    for (const folder of Object.keys(FOLDERS)) mkdirSync(join(house, 'src', folder), { recursive: true })
    for (const [file, content] of Object.entries(files)) {
      mkdirSync(dirname(join(house, file)), { recursive: true })
      writeFileSync(join(house, file), content)
    }
    const oxlint = join(root, 'node_modules', '.bin', 'oxlint')
    const { stdout } = spawnSync(oxlint, ['--format=json', 'src'], {
      cwd: house,
      encoding: 'utf8',
      maxBuffer: 2 ** 28,
    })
    const { diagnostics } = JSON.parse(stdout)
    const refused = diagnostics.filter(({ code }) => code.includes('no-restricted-imports'))
    return [...new Set(refused.map(({ filename }) => filename))].toSorted(byCharacter)
  } finally {
    rmSync(house, { recursive: true })
  }
}

const byCharacter = (a, b) => (a < b ? -1 : a > b ? 1 : 0)
