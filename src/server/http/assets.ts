import { createHash } from 'node:crypto'
import { readdir, readFile } from 'node:fs/promises'
import { extname, join, relative, sep } from 'node:path'
import { promisify } from 'node:util'
import { gzip } from 'node:zlib'

import { ANCESTORS_META } from '#contract/embed.ts'
import { OperatorError } from '#server/common/operator-error.ts'

/** A file of the built page, ready to be sent. `gzip` is null where packing does not make it smaller. */
export type Asset = {
  type: string
  body: Uint8Array<ArrayBuffer>
  gzip: Uint8Array<ArrayBuffer> | null
  /** The entity tag without quotes: a hash of the content. */
  tag: string
  /** The file's name changes with its content, so it may be kept for good. */
  hashed: boolean
}

/**
 * The page: its document, and the whole of what else can be asked for, by path (`/assets/index-AbCd1234.js`). `build` is
 * the same for the same files.
 */
export type Page = { build: string; index: () => Promise<Asset>; files: ReadonlyMap<string, Asset> }

/** The page was not built, or has a file of a kind that we do not know how to send. */
export class AssetsError extends OperatorError {
  override name = 'AssetsError'
}

const TYPES: Record<string, string> = {
  '.css': 'text/css; charset=utf-8',
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.json': 'application/json; charset=utf-8',
  '.png': 'image/png',
  '.svg': 'image/svg+xml',
  '.txt': 'text/plain; charset=utf-8',
  '.webmanifest': 'application/manifest+json',
  '.woff2': 'font/woff2',
}

const pack = promisify(gzip)

/**
 * Reads the built page into memory, packed once. A request then looks a path up in a map and never names a file,
 * so there is no path to climb out of.
 *
 * @throws {AssetsError} with one line that says what to do.
 */
export async function loadPage(folder: string): Promise<Page> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true }).catch(() => [])
  const names = entries.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name))
  const files = new Map(
    await Promise.all(
      names.map(async (name) => {
        const path = `/${relative(folder, name).replaceAll(sep, '/')}`
        return [path, await loadAsset(path, await readFile(name))] as const
      }),
    ),
  )
  const index = files.get('/index.html')
  if (!index) throw new AssetsError(`there is no built page in ${folder}: npm start builds it`)
  files.delete('/index.html') // it has one address: /
  // The document names its script and its style by their content, and the script every other one.
  return { build: index.tag, index: () => Promise.resolve(index), files }
}

/** @param path decides the content type and whether the file may be kept for good. */
export async function loadAsset(path: string, content: Uint8Array): Promise<Asset> {
  const type = TYPES[extname(path)]
  if (type === undefined) throw new AssetsError(`the built page has ${path}, whose content type is not known`)
  const body = new Uint8Array(content)
  const packed = new Uint8Array(await pack(body, { level: 9 }))
  return {
    type,
    body,
    gzip: packed.length < body.length * 0.9 ? packed : null, // fonts and pictures are packed already
    tag: createHash('sha256').update(body).digest('base64url'),
    hashed: path.startsWith('/assets/'), // Vite's folder for files named after their content
  }
}

/**
 * The page whose document names the origins that may frame it, so that it knows whom to listen to.
 *
 * @param ancestors origins, which have no character that means anything in markup.
 */
export function framedPage(page: Page, ancestors: readonly string[]): Page {
  if (ancestors.length === 0) return page
  const meta = `<meta name="${ANCESTORS_META}" content="${ancestors.join(' ')}" />`
  const framed = new WeakMap<Asset, Promise<Asset>>() // while developing, the document changes
  return {
    ...page,
    index: async () => {
      const plain = await page.index()
      const made =
        framed.get(plain) ??
        loadAsset(
          '/index.html',
          Buffer.from(Buffer.from(plain.body).toString().replace('</head>', `${meta}</head>`)),
        )
      framed.set(plain, made)
      return made
    },
  }
}
