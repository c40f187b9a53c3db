import { createHash } from 'node:crypto'
import { readdir, readFile } from 'node:fs/promises'
import { join, relative, sep } from 'node:path'

import { getMimeType } from 'hono/utils/mime'

import { ANCESTORS_META } from '#contract/embed.ts'
import { OperatorError } from '#server/common/operator-error.ts'

import { compress } from './content.ts'
import type { Bytes } from './content.ts'
import type { ContentEncoding } from './headers/content-encoding.ts'

/** A file of the built page in memory, ready to be sent. `encoded` has it in the content codings that the build made. */
export type StaticFile = {
  type: string
  body: Bytes
  encoded: Readonly<Partial<Record<ContentEncoding, Bytes>>>
  /** The entity tag without quotes: a hash of the content. */
  tag: string
  /** Named after its content, so that it may be cached for good. */
  isImmutable: boolean
}

/**
 * The page: its document, and everything else that can be asked for, by path (`/assets/index-AbCd1234.js`). `build` is the
 * same for the same files.
 */
export type Page = { build: string; index: () => Promise<StaticFile>; files: ReadonlyMap<string, StaticFile> }

/** The page was not built, or has a file of a kind that cannot be sent. */
export class PageError extends OperatorError {
  override name = 'PageError'
}

/** How the build names the same file in a content coding (vite.config.ts). */
const SUFFIXES = { br: '.br', zstd: '.zst', gzip: '.gz' } as const satisfies Record<ContentEncoding, string>
const ENCODINGS = ['br', 'zstd', 'gzip'] as const

/**
 * Reads the built page into memory. A request then looks up a path in a map and never names a file, so that there is no
 * path to climb out of, and any number of clients that do not read share one copy.
 *
 * @throws {PageError}
 */
export async function loadPage(folder: string): Promise<Page> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true }).catch(() => [])
  const names = entries.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name))
  const contents = new Map(
    await Promise.all(names.map(async (name) => [pathOf(folder, name), await bytesOf(name)] as const)),
  )
  const files = new Map<string, StaticFile>()
  for (const [path, body] of contents) {
    if (ENCODINGS.some((coding) => path.endsWith(SUFFIXES[coding]))) continue
    const made = ENCODINGS.map((coding) => [coding, contents.get(path + SUFFIXES[coding])] as const)
    files.set(
      path,
      staticFile(path, body, Object.fromEntries(made.filter(([, bytes]) => bytes !== undefined))),
    )
  }
  const index = files.get('/index.html')
  if (!index) throw new PageError(`${folder} has no built page: npm start builds it`)
  files.delete('/index.html') // its one address is /
  // The document names its script and its style by their content, and the script every other one.
  return { build: index.tag, index: () => Promise.resolve(index), files }
}

const pathOf = (folder: string, name: string): string => `/${relative(folder, name).replaceAll(sep, '/')}`
const bytesOf = async (name: string): Promise<Bytes> => new Uint8Array(await readFile(name))

/**
 * @param path decides the content type, and whether the file may be cached for good
 * @throws {PageError} for an unknown content type
 */
export function staticFile(path: string, body: Bytes, encoded: StaticFile['encoded'] = {}): StaticFile {
  const type = getMimeType(path)
  if (type === undefined) throw new PageError(`the built page has ${path}, whose content type is not known`)
  return {
    type,
    body,
    encoded,
    tag: createHash('sha256').update(body).digest('base64url'),
    isImmutable: path.startsWith('/assets/'), // Vite's folder for files named after their content
  }
}

/**
 * The page whose document names the origins that may frame it, so that it knows whom to listen to.
 *
 * @param ancestors origins, which have no character that means anything in markup
 */
export function withAncestorsNamed(page: Page, ancestors: readonly string[]): Page {
  if (ancestors.length === 0) return page
  const meta = `<meta name="${ANCESTORS_META}" content="${ancestors.join(' ')}" />`
  const named = new WeakMap<StaticFile, Promise<StaticFile>>() // while developing, the document changes
  return {
    ...page,
    index: async () => {
      const plain = await page.index()
      const html = Buffer.from(plain.body).toString().replace('</head>', `${meta}</head>`)
      const made = named.get(plain) ?? compressedFile('/index.html', Buffer.from(html))
      named.set(plain, made)
      return made
    },
  }
}

/** A file that the build did not compress. Codings that make it hardly smaller are left out. */
export async function compressedFile(path: string, body: Bytes): Promise<StaticFile> {
  const made = await Promise.all(
    ENCODINGS.map(async (coding) => [coding, await compress(body, coding, 'once')] as const),
  )
  return staticFile(
    path,
    body,
    Object.fromEntries(made.filter(([, bytes]) => bytes.length < body.length * 0.9)),
  )
}
