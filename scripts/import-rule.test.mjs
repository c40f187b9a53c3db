// The import rule of docs/architecture.md, proved on the linter: in a copy of the house every import that a folder may
// not make is made, and each has to be refused; every import that it may make has to pass.
import { spawnSync } from 'node:child_process'
import { copyFileSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'

import { expect, test } from 'vitest'

import { root } from './process.mjs'

const FOLDERS = {
  contract: '#contract/port-row.ts',
  analysis: '#analysis/row-set.ts',
  data: '#data/queries.ts',
  dashboard: '#dashboard/view.ts',
  ui: '#ui/format.ts',
  server: '#server/store/types.ts',
}

/** A package, or an entry of one, for each thing that a folder may or may not know. */
const PACKAGES = {
  zod: ['zod', 'zod/v4/core'],
  react: ['react'],
  rendering: ['react-dom', 'react-dom/client', 'react/jsx-runtime', 'react-error-boundary'],
  query: ['@tanstack/react-query'],
  page: ['nuqs', 'nuqs/adapters/react', 'recharts', '@tanstack/react-table'],
  server: [
    'node:fs',
    'hono',
    'hono/secure-headers',
    '@hono/node-server',
    'kysely',
    'pg',
    'sax',
    'csv-parse',
    'csv-parse/sync',
  ],
}

/** What each folder may import: folders by name, and kinds of packages. All the rest is forbidden. */
const MAY_IMPORT = {
  contract: { folders: ['contract'], packages: [] },
  analysis: { folders: ['contract', 'analysis'], packages: [] },
  data: { folders: ['contract', 'analysis', 'data'], packages: ['react', 'query'] },
  ui: { folders: ['ui'], packages: ['react', 'rendering'] },
  dashboard: {
    folders: ['contract', 'analysis', 'data', 'dashboard', 'ui'],
    packages: ['react', 'rendering', 'query', 'page'],
  },
  embed: { folders: [], packages: [] },
  server: { folders: ['contract', 'analysis', 'server'], packages: ['server'] },
}

const split = (known, allowed) => ({
  legal: Object.keys(known).flatMap((name) => (allowed.includes(name) ? known[name] : [])),
  forbidden: Object.keys(known).flatMap((name) => (allowed.includes(name) ? [] : known[name])),
})

const CASES = Object.entries(MAY_IMPORT).map(([folder, { folders, packages }]) => {
  const own = split(FOLDERS, folders)
  const foreign = split(PACKAGES, packages)
  return {
    folder,
    legal: [...own.legal, ...foreign.legal, './neighbour.ts'],
    forbidden: [...own.forbidden, ...foreign.forbidden, '../elsewhere/file.ts'],
  }
})

test.each(CASES)(
  'src/$folder imports what it may, and the linter refuses the rest',
  ({ folder, legal, forbidden }) => {
    const planted = (specifier) => `import { planted } from '${specifier}'\nexport const use = planted\n`
    const files = [...legal, ...forbidden].map((specifier, at) => [
      `src/${folder}/planted-${at}.ts`,
      planted(specifier),
    ])
    const refused = new Set(filesRefused(Object.fromEntries(files)))

    const refusedImports = [...legal, ...forbidden].filter((_, at) =>
      refused.has(`src/${folder}/planted-${at}.ts`),
    )
    expect(refusedImports).toEqual(forbidden)
  },
)

test('a folder below a folder, a type, a re-export and the page’s entries are held to the same rule', () => {
  const files = {
    'src/analysis/port-knowledge/deep.ts': `import { useState } from 'react'\nexport const use = useState\n`,
    'src/contract/type.ts': `import type { RowSet } from '#analysis/row-set.ts'\nexport type Use = RowSet\n`,
    'src/demo.tsx': `import { start } from '#server/start.ts'\nexport const use = start\n`,
    'src/main.tsx': `import { start } from '#server/start.ts'\nexport const use = start\n`,
    'src/ui/passed-on.ts': `export { createApi } from '#data/api.ts'\n`,
  }
  expect(filesRefused(files)).toEqual(Object.keys(files))
})

test('the exceptions: zod in the one file that sets it up, and contract’s types in ui and embed', () => {
  const files = {
    'src/contract/zod.ts': `export { z } from 'zod'\n`,
    'src/embed/embed.ts': `import type { FrameMessage } from '#contract/embed.ts'\nexport type Said = FrameMessage\n`,
    'src/ui/StatusMark.tsx': `import type { Status } from '#contract/port-row.ts'\nexport type Props = { status: Status }\n`,
  }
  expect(filesRefused(files)).toEqual([])
})

/** Lints files in a folder of their own, under the project's settings, and gives those that the import rule refuses. */
function filesRefused(files) {
  const house = mkdtempSync(join(tmpdir(), 'openports-lint-'))
  try {
    copyFileSync(join(root, '.oxlintrc.json'), join(house, '.oxlintrc.json'))
    for (const [file, content] of Object.entries(files)) {
      mkdirSync(dirname(join(house, file)), { recursive: true })
      writeFileSync(join(house, file), content)
    }
    const oxlint = join(root, 'node_modules', '.bin', 'oxlint')
    const { stdout } = spawnSync(oxlint, ['--format=json'], { cwd: house, encoding: 'utf8' })
    const { diagnostics } = JSON.parse(stdout)
    const refused = diagnostics.filter(({ code }) => code.includes('no-restricted-imports'))
    return [...new Set(refused.map(({ filename }) => filename))].sort((a, b) => (a < b ? -1 : 1))
  } finally {
    rmSync(house, { recursive: true })
  }
}
