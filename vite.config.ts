import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { glob, readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'

import tailwindcss from '@tailwindcss/vite'
import react from '@vitejs/plugin-react'
import { defineConfig } from 'vite'
import type { HtmlTagDescriptor, Plugin } from 'vite'

import { compress } from './src/server/http/content.ts'

/** `--mode demo` builds the page that needs no server (`npm run build:demo`). */
export default defineConfig(({ mode }) => ({
  plugins: [
    react(),
    tailwindcss(),
    fewFiles,
    filesAhead,
    ...(mode === 'demo' ? [demoPage] : [integrity, precompressed]),
  ],
  ...(mode === 'demo' && { base: './' }), // whichever path a host puts the folder under
  build: {
    outDir: mode === 'demo' ? 'dist/demo' : 'dist/client',
    assetsInlineLimit: 0, // the page's policy forbids data: URLs
    rolldownOptions: mode === 'demo' ? { output: FEW_FILES } : WITH_EMBED_SCRIPT,
    modulePreload: { polyfill: false }, // every browser in the target has it
  },
}))

/** The file of a module, once it is known what imports what. */
const fileOf = new Map<string, string>()

/**
 * The page in few files, since small ones pack worse, by 7 kB in the first load, and each is a request: `page` is what the
 * workbench shares with a wall, or the entry needs, `workbench` the rest of it. `late` is what is fetched after the rows,
 * `shared` what of it other parts need as well.
 */
const FEW_FILES = {
  codeSplitting: {
    // In this order: a file also takes what its modules import, unless one before it has.
    groups: ['page', 'workbench', 'shared', 'late'].map((name, i) => ({
      name,
      test: (id: string) => fileOf.get(id) === name,
      priority: 3 - i,
    })),
  },
}

const fewFiles: Plugin = {
  name: 'openports-few-files',
  buildEnd() {
    const modules = [...this.getModuleIds()]
    /** What a module imports, and that in turn, without what it imports at run time. */
    const importsOf = (roots: readonly string[]): Set<string> => {
      const ids = new Set(roots)
      for (const id of ids) this.getModuleInfo(id)?.importedIds.forEach((other) => ids.add(other))
      return ids
    }
    const named = (end: RegExp): string[] => modules.filter((id) => end.test(id))
    const broughtBy = (ids: readonly string[]): string[] =>
      ids.flatMap((id) => this.getModuleInfo(id)?.dynamicallyImportedIds ?? [])
    const parts = named(/\/late-parts\.ts$/)
    const others = importsOf(broughtBy(modules.filter((id) => !parts.includes(id))))
    const wall = importsOf(named(/\/Kiosk\.tsx$/))
    fileOf.clear()
    for (const id of importsOf(broughtBy(parts))) fileOf.set(id, others.has(id) ? 'shared' : 'late')
    for (const id of importsOf(named(/\/Dashboard\.tsx$/)))
      fileOf.set(id, wall.has(id) ? 'page' : 'workbench')
    for (const id of importsOf(named(/\/src\/(?:main|demo)\.tsx$/)))
      if (!id.endsWith('.css')) fileOf.set(id, 'page')
  },
}

/** Beside the page, the script for pages that frame it: under a name that stays, since others write it down. */
const WITH_EMBED_SCRIPT = {
  input: ['index.html', 'src/embed/embed.ts'],
  output: {
    ...FEW_FILES,
    entryFileNames: ({ name }: { name: string }) =>
      name === 'embed' ? 'embed.js' : 'assets/[name]-[hash].js',
  },
}

/** The served page's policy as far as a document can state it, since a static host sends no header of ours. */
const DEMO_POLICY: HtmlTagDescriptor = {
  tag: 'meta',
  injectTo: 'head-prepend',
  attrs: {
    'http-equiv': 'Content-Security-Policy',
    content:
      "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; font-src 'self'; object-src 'none'; " +
      "base-uri 'none'; form-action 'none'; require-trusted-types-for 'script'; trusted-types 'none'",
  },
}

/** What public/preferences.js may ask for ahead, by the attribute that names the files of it. */
const AHEAD = {
  'data-messages-en': 'i18n/en.ts',
  'data-messages-zh': 'i18n/zh.ts',
  'data-workbench': 'dashboard/Dashboard.tsx',
}

/** Tells public/preferences.js which files the messages of each language and the workbench are, beside those of the entry. */
const filesAhead: Plugin = {
  name: 'openports-files-ahead',
  transformIndexHtml: {
    order: 'post',
    handler: (html, { bundle = {} }) => {
      const chunks = Object.values(bundle).filter((output) => output.type === 'chunk')
      /** The files that a module is made of when it is imported at run time. */
      const filesOf = (module: string): string[] => {
        const entry = chunks.find(({ moduleIds }) => moduleIds.some((id) => id.endsWith(`/src/${module}`)))
        const files = new Set(entry && [entry.fileName])
        // A set that grows is walked to its new end: the files that a file imports, theirs, and so on.
        for (const file of files)
          chunks.find(({ fileName }) => fileName === file)?.imports.forEach((other) => files.add(other))
        return [...files].filter((file) => !html.includes(file))
      }
      return html.replace(/<script src="(.*)preferences\.js"/, (tag, base: string) =>
        Object.entries(AHEAD).reduce((tag, [attribute, module]) => {
          const files = filesOf(module).map((file) => base + file)
          return files.length === 0 ? tag : `${tag} ${attribute}="${files.join(' ')}"` // none while developing
        }, tag),
      )
    },
  },
}

/**
 * Says in the document what its scripts and styles have to be, byte for byte. Not in the demo's: there are static hosts
 * that pack files anew.
 */
const integrity: Plugin = {
  name: 'openports-integrity',
  generateBundle: {
    order: 'post', // when no other plugin changes a file any more
    handler: (_, bundle) => {
      const bytesOf = (path: string): string | Uint8Array => {
        const output = bundle[path]
        if (output === undefined) return readFileSync(new URL(`public/${path}`, import.meta.url))
        return output.type === 'chunk' ? output.code : output.source
      }
      const digestOf = (path: string): string =>
        `sha384-${createHash('sha384').update(bytesOf(path)).digest('base64')}`
      for (const page of Object.values(bundle)) {
        if (page.type !== 'asset' || !page.fileName.endsWith('.html')) continue
        page.source = page.source
          .toString()
          .replace(
            /<(?:script|link rel="(?:stylesheet|modulepreload)")[^>]*? (?:src|href)="\/([^"]+)"/g,
            (tag, path: string) => `${tag} integrity="${digestOf(path)}"`,
          )
          // public/preferences.js makes links of these, and takes what follows the # for their integrity.
          .replace(/(?<= data-(?:messages-en|messages-zh|workbench)=")[^"]+/g, (files) =>
            files.replaceAll(/\/([^ ]+)/g, (file, path: string) => `${file}#${digestOf(path)}`),
          )
      }
    },
  },
}

/** How the server finds a file in a content coding (src/server/http/static-files.ts). */
const SUFFIXES = { br: '.br', zstd: '.zst', gzip: '.gz' } as const

/** Compresses what the server sends, once and as hard as can be. */
const precompressed: Plugin = {
  name: 'openports-precompressed',
  apply: 'build',
  writeBundle: async ({ dir = '' }) => {
    const names: string[] = []
    for await (const name of glob('**/*.{css,html,js,json,svg,txt,webmanifest}', { cwd: dir }))
      names.push(name)
    await Promise.all(
      names.flatMap((name) =>
        (['br', 'zstd', 'gzip'] as const).map(async (coding) => {
          const bytes = new Uint8Array(await readFile(join(dir, name)))
          const packed = await compress(bytes, coding, 'once')
          if (packed.length < bytes.length * 0.9) await writeFile(join(dir, name) + SUFFIXES[coding], packed)
        }),
      ),
    )
  },
}

/** The same document with the demo's entry. */
const demoPage: Plugin = {
  name: 'openports-demo',
  transformIndexHtml: {
    order: 'pre',
    handler: (html) => ({ html: html.replace('/src/main.tsx', '/src/demo.tsx'), tags: [DEMO_POLICY] }),
  },
}
