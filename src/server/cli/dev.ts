import { randomBytes } from 'node:crypto'
import { readFile } from 'node:fs/promises'
import { createServer as createHttpServer } from 'node:http'
import { fileURLToPath } from 'node:url'

import { build, createServer } from 'vite'
import type { Plugin } from 'vite'

import { responseHeaders } from '#server/http/headers/response-headers.ts'
import { staticFile } from '#server/http/static-files.ts'

import { run } from './run.ts'

const ROOT = fileURLToPath(new URL('../../..', import.meta.url))

/** What /embed.js is made of. */
const EMBED = `${ROOT}src/embed/`

/** Vite's client and React's refresh code come as inline scripts and styles; they are let in by this word alone. */
const nonce = randomBytes(16).toString('base64')

/**
 * Vite sends JSON as a script, but leaves `with { type: 'json' }` in dynamic imports, for which a browser takes JSON
 * alone. The build does not need this: it resolves the imports itself.
 */
const jsonAsScript: Plugin = {
  name: 'json-as-script',
  transform: (code) => code.replaceAll(/, \{ with: \{ type: ["']json["'] \} \}/g, ''),
}

/** The script for pages that frame ours. They load it from this address alone, so that it imports nothing when it runs. */
async function bundleEmbed(): Promise<string> {
  const built = await build({
    root: ROOT,
    configFile: false,
    publicDir: false,
    logLevel: 'warn',
    build: { write: false, minify: false, lib: { entry: `${EMBED}embed.ts`, formats: ['es'] } },
  })
  const [output] = [built].flat()
  if (output === undefined || !('output' in output)) throw new Error('the build of /embed.js gave nothing')
  return output.output[0].code
}

/**
 * The page with hot reload and the server in one process at one address. Vite answers for sources, the app for all
 * else, so that the page meets the same routes, sessions and headers as when it is built.
 */
await run(async () => {
  const hotReload = createHttpServer()
  const vite = await createServer({
    root: ROOT,
    appType: 'custom',
    plugins: [jsonAsScript],
    html: { cspNonce: nonce },
    server: { middlewareMode: true, hmr: { server: hotReload } },
  })
  const loadEmbed = async () => staticFile('/embed.js', Buffer.from(await bundleEmbed()))
  const embed = await loadEmbed()
  vite.watcher.on('change', (file) => {
    if (file.startsWith(EMBED)) void loadEmbed().then((next) => Object.assign(embed, next))
  })
  return {
    page: {
      build: 'development',
      files: new Map([['/embed.js', embed]]),
      index: async () => {
        const html = await vite.transformIndexHtml('/', await readFile(`${ROOT}/index.html`, 'utf8'))
        return staticFile('/index.html', Buffer.from(html))
      },
    },
    headers: responseHeaders({
      'script-src': `'self' 'nonce-${nonce}'`,
      'style-src': `'self' 'nonce-${nonce}'`,
      // Vite's error overlay writes markup.
      'require-trusted-types-for': null,
      'trusted-types': null,
    }),
    around: (app, server) => {
      server.on('upgrade', (...upgrade) => hotReload.emit('upgrade', ...upgrade))
      return (incoming, outgoing) => vite.middlewares(incoming, outgoing, () => app(incoming, outgoing))
    },
  }
})
