// Who may import whom (docs/architecture.md). oxlint.config.ts makes lint rules of this table; import-rule.test.mjs plants violations of it.
import { readdirSync } from 'node:fs'
import { join } from 'node:path'

import type { OxlintOverride } from 'oxlint'

/** Packages by what their importer can do with them. zod comes by #contract/zod.ts, which sets it up for the page's policy. */
export const PACKAGES = {
  react: ['react'],
  drawing: [
    'react/**',
    'react-dom',
    'react-dom/**',
    'react-error-boundary',
    'lucide-react',
    'recharts',
    '@tanstack/react-table',
  ],
  query: ['@tanstack/react-query'],
  address: ['nuqs', 'nuqs/**'],
  node: [
    'node:*',
    'hono',
    'hono/**',
    '@hono/**',
    '@fastify/**',
    'kysely',
    'pg',
    'pino',
    'prom-client',
    'openid-client',
    'commander',
    '@commander-js/**',
    'sax',
    'csv-parse',
    'csv-parse/**',
  ],
  // Text with HTML in it, escaped: no part of a server, so that the report is the same from the page and from the server.
  html: ['hono/html'],
} as const

/**
 * What the files of a folder may import beside those of their own folder: other folders, folders of which they take types
 * alone, and packages.
 */
export type Rule = {
  folders: readonly string[]
  types?: readonly string[]
  packages?: readonly (keyof typeof PACKAGES)[]
}

const PAGE = ['react', 'drawing', 'query', 'address'] as const
const BELOW_PAGE = [
  'contract',
  'knowledge',
  'analysis',
  'export',
  'demo',
  'data',
  'view',
  'i18n',
  'ui',
  'preferences.ts',
]
const SERVER = ['node', 'html'] as const
const BELOW_SERVER = ['contract', 'knowledge', 'analysis', 'export', 'demo', 'server/common']

const FEATURES = readdirSync(join(import.meta.dirname, '../src/dashboard/features'))

/** A folder before the folders in it: of several rules, the last that fits a file counts. */
export const FOLDERS: Readonly<Record<string, Rule>> = {
  contract: { folders: [] },
  knowledge: { folders: ['contract'] },
  analysis: { folders: ['contract', 'knowledge'] },
  export: { folders: ['contract', 'knowledge', 'analysis'], packages: ['html'] },
  demo: { folders: ['contract', 'knowledge', 'analysis'] },
  data: { folders: ['contract', 'knowledge', 'analysis'], packages: ['react', 'query'] },
  view: { folders: ['contract', 'analysis'], packages: ['react', 'drawing', 'address'] },
  i18n: {
    folders: ['contract', 'preferences.ts'],
    types: ['knowledge', 'analysis', 'export', 'view'],
    packages: ['react'],
  },
  ui: { folders: [], types: ['contract'], packages: ['react', 'drawing'] },
  dashboard: { folders: [...BELOW_PAGE, 'dashboard/core', 'dashboard/features'], packages: PAGE },
  'dashboard/core': { folders: BELOW_PAGE, packages: PAGE },
  ...Object.fromEntries(
    FEATURES.map((name) => [
      `dashboard/features/${name}`,
      { folders: [...BELOW_PAGE, 'dashboard/core'], packages: PAGE },
    ]),
  ),
  embed: { folders: [], types: ['contract'] },
  'server/common': { folders: ['contract'], packages: SERVER },
  'server/store': { folders: BELOW_SERVER, packages: SERVER },
  'server/inventory': { folders: [...BELOW_SERVER, 'server/store'], packages: SERVER },
  'server/hss': { folders: [...BELOW_SERVER, 'server/store'], packages: SERVER },
  'server/alerts': { folders: [...BELOW_SERVER, 'server/store'], packages: SERVER },
  'server/http': {
    folders: [...BELOW_SERVER, 'server/store', 'server/inventory', 'server/hss', 'server/alerts'],
    packages: SERVER,
  },
  'server/observe': {
    folders: [
      ...BELOW_SERVER,
      'server/store',
      'server/inventory',
      'server/hss',
      'server/alerts',
      'server/http',
    ],
    packages: SERVER,
  },
  'server/cli': {
    folders: [
      ...BELOW_SERVER,
      'server/store',
      'server/inventory',
      'server/hss',
      'server/alerts',
      'server/http',
      'server/observe',
    ],
    packages: SERVER,
  },
}

/** What an import of a folder's files looks like, as a regular expression. Files beside folders have no rule of their own. */
const importOf = (name: string): string => {
  if (name.endsWith('.ts')) return `^#${name.replace('.', '\\.')}$`
  return name === 'dashboard' ? '^#dashboard/[^/]+$' : `^#${name}/`
}

const isWithin = (name: string, folder: string): boolean => name === folder || name.startsWith(`${folder}/`)

/** Every folder, and file beside folders, that an import can name. */
const NAMES = [...Object.keys(FOLDERS), 'preferences.ts']

function ruleOf(folder: string, { folders, types = [], packages = [] }: Rule): OxlintOverride {
  const known = [folder, ...folders]
  const refused = NAMES.filter((name) => ![...known, ...types].some((other) => isWithin(name, other)))
  const own = packages.flatMap((kind) => PACKAGES[kind])
  const foreign = Object.entries(PACKAGES).flatMap(([kind, names]) =>
    packages.some((own) => own === kind) ? [] : names,
  )
  return {
    files: [`src/${folder}/**`, ...(folder === 'dashboard' ? ['src/main.tsx', 'src/demo.tsx'] : [])],
    rules: {
      'no-restricted-imports': [
        'error',
        {
          patterns: [
            {
              regex: '^\\.\\./',
              message: 'Cross a folder by its #name, so that the import rule sees it.',
            },
            {
              regex: refused.map(importOf).join('|'),
              message: `src/${folder} may not know that: see docs/architecture.md.`,
            },
            {
              group: [...foreign, ...own.map((name) => `!${name}`)],
              message: `src/${folder} may not know that: see docs/architecture.md.`,
            },
            {
              group: ['zod', 'zod/**'],
              message: 'Import zod by #contract/zod.ts, which sets it up for the page’s policy.',
            },
            ...(types.length === 0
              ? []
              : [
                  {
                    regex: types.map(importOf).join('|'),
                    allowTypeImports: true,
                    message: `src/${folder} takes nothing but types from there.`,
                  },
                ]),
          ],
        },
      ],
    },
  }
}

/** The import rule as overrides of oxlint's configuration. */
export const importRules: OxlintOverride[] = [
  ...Object.entries(FOLDERS).map(([folder, rule]) => ruleOf(folder, rule)),
  {
    files: ['src/contract/zod.ts'],
    rules: { 'no-restricted-imports': 'off' },
  },
]
