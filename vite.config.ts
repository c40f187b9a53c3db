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
    messagesAhead,
    ...(mode === 'demo' ? [demoPage] : [integrity, precompressed]),
  ],
  base: './', // whichever path the server, or a host of the demo, is mounted under
  build: {
    outDir: mode === 'demo' ? 'dist/demo' : 'dist/client',
    assetsInlineLimit: 0, // the page's policy forbids data: URLs
    rolldownOptions: mode === 'demo' ? { output: FEW_FILES } : WITH_EMBED_SCRIPT,
    modulePreload: { polyfill: false }, // every browser in the target has it
  },
}))

/**
 * What every first screen needs is one file, and what several later parts share is another: each file would be a request, and
 * small ones pack worse.
 */
const FEW_FILES = {
  codeSplitting: {
    groups: [
      {
        name: 'page',
        tags: ['$initial' as const],
        test: (id: string) => !id.includes('/src/embed/'),
        priority: 1,
      },
      { name: 'shared', minShareCount: 2 },
    ],
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

/** The messages of a language are a dynamic import, which public/preferences.js asks for ahead, by these attributes. */
const MESSAGES = { 'data-messages-en': 'i18n/en.ts', 'data-messages-zh': 'i18n/zh.ts' }

/** Tells public/preferences.js in which file the messages of each language are. */
const messagesAhead: Plugin = {
  name: 'openports-messages-ahead',
  transformIndexHtml: {
    order: 'post',
    handler: (html, { bundle = {} }) =>
      html.replace(/<script src="(.*)preferences\.js"/, (tag, base: string) =>
        Object.entries(MESSAGES).reduce((tag, [attribute, module]) => {
          const file = Object.values(bundle).find(
            (output) => output.type === 'chunk' && output.facadeModuleId?.endsWith(`/src/${module}`),
          )
          return file ? `${tag} ${attribute}="${base}${file.fileName}"` : tag // none while developing
        }, tag),
      ),
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
            /<(?:script|link rel="(?:stylesheet|modulepreload)")[^>]*? (?:src|href)="\.\/([^"]+)"/g,
            (tag, path: string) => `${tag} integrity="${digestOf(path)}"`,
          )
          // public/preferences.js makes a link of one of these, and takes what follows the # for their integrity.
          .replace(
            /(?<= data-messages-..=")\.\/([^"]+)/g,
            (file, path: string) => `${file}#${digestOf(path)}`,
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
