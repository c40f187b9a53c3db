import { createWriteStream } from 'node:fs'
import { mkdtemp, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { pipeline } from 'node:stream/promises'

import { Busboy } from '@fastify/busboy'
import type { BusboyInstance } from '@fastify/busboy'

import { IMPORT_LIMITS, WRITTEN_FIELD } from '#contract/imports.ts'
import type { ScanFile } from '#server/inventory/inspect.ts'

/** How long a client may send nothing of a body that it began, in milliseconds. */
export const STALL = 30_000

/** What a form may have beside its files, in bytes: the heads of a thousand parts. */
const FORM = 1_048_576

/** An upload that is not taken, and why. */
export class UploadRefused extends Error {
  readonly status: 400 | 408 | 413 | 507
  constructor(status: UploadRefused['status'], message: string) {
    super(message)
    this.status = status
  }
}

/** Files on disk, under names of our own, until they are discarded. */
export type ReceivedFiles = { scans: readonly ScanFile[]; discard: () => Promise<void> }

/**
 * Writes the files of a form (`multipart/form-data`) into a new folder in `folder`, as they come: none is held in memory. The
 * names that the client gives are for messages, and no path is made of them.
 *
 * @throws {UploadRefused} and then nothing is left of it
 */
export async function receiveFiles(
  { headers, body }: Pick<Request, 'headers' | 'body'>,
  { folder, maxBytes, stall = STALL }: { folder: string; maxBytes: number; stall?: number },
): Promise<ReceivedFiles> {
  const own = await mkdtemp(join(folder, 'upload-'))
  const discard = (): Promise<void> => rm(own, { recursive: true, force: true })
  try {
    if (body === null) throw noForm()
    const form = createForm(headers.get('Content-Type') ?? '')
    const scans = await writeFiles(bytesOf(body, maxBytes + FORM, stall), form, own)
    if (scans.length === 0) throw new UploadRefused(400, 'The form has no file.')
    return { scans, discard }
  } catch (error) {
    await discard()
    throw explain(error)
  }
}

function createForm(contentType: string): BusboyInstance {
  const { files } = IMPORT_LIMITS
  const limits = {
    files,
    fields: files,
    parts: 2 * files,
    fieldNameSize: 100,
    fieldSize: 100,
    headerPairs: 20,
  }
  if (!/^multipart\/form-data\s*;/i.test(contentType)) throw noForm()
  try {
    return new Busboy({ headers: { 'content-type': contentType }, limits })
  } catch {
    throw noForm() // without a boundary
  }
}

const noForm = (): UploadRefused => new UploadRefused(400, 'Expected files as multipart/form-data.')

/**
 * The bytes of a body. The wait is for the client alone: what the disk takes does not count. A body that is not read to its end is
 * left as it is: the server ends its connection once the answer was sent.
 */
async function* bytesOf(
  body: ReadableStream<Uint8Array>,
  max: number,
  stall: number,
): AsyncGenerator<Uint8Array> {
  const reader = body.getReader()
  let size = 0
  let isStalled = false
  const giveUp = (): void => {
    isStalled = true
    reader.releaseLock()
  }
  for (;;) {
    const timer = setTimeout(giveUp, stall)
    const { done, value } = await reader
      .read()
      .catch((error: unknown) => {
        throw isStalled ? new UploadRefused(408, 'The upload stalled: nothing was imported.') : error
      })
      .finally(() => clearTimeout(timer))
    if (done) return
    size += value.length
    if (size > max) throw tooLarge()
    yield value
  }
}

/** Of an upload with more bytes than an import may have. */
export const tooLarge = (): UploadRefused =>
  new UploadRefused(413, 'The files are too large for an upload. Import them in parts, or with the command.')

async function writeFiles(
  body: AsyncIterable<Uint8Array>,
  form: BusboyInstance,
  own: string,
): Promise<ScanFile[]> {
  const scans: ScanFile[] = []
  const writes: Promise<void>[] = []
  const stop = new AbortController()
  const { signal } = stop
  const refuse = (message: string): void => stop.abort(new UploadRefused(400, message))
  const tooMany = (): void => refuse(`An upload can have ${IMPORT_LIMITS.files} files.`)
  let written: Date | undefined
  form.on('field', (name, value) => {
    written = new Date(value)
    if (name !== WRITTEN_FIELD || Number.isNaN(written.getTime()))
      refuse(`Beside files, the form can have ${WRITTEN_FIELD}: an instant of ISO 8601 before its file.`)
  })
  form.on('file', (_name, stream, name) => {
    const path = join(own, String(scans.length))
    scans.push({ path, name: bareName(name), written })
    written = undefined
    const write = pipeline(stream, createWriteStream(path, { flags: 'wx', mode: 0o600 }), { signal })
    write.catch((error: unknown) => stop.abort(error))
    writes.push(write)
  })
  for (const limit of ['filesLimit', 'fieldsLimit', 'partsLimit'] as const) form.on(limit, tooMany)
  try {
    await pipeline(body, form, { signal })
    await Promise.all(writes)
  } catch (error) {
    stop.abort(error) // what is still being written
    await Promise.allSettled(writes)
    throw signal.reason
  }
  return scans
}

/** What a file is called in messages, and may be the name of its server: without the folders of the client's machine. */
const bareName = (name: string | undefined): string =>
  name?.split(/[\\/]/).at(-1)?.slice(0, IMPORT_LIMITS.name) || 'scan'

function explain(error: unknown): unknown {
  if (error instanceof UploadRefused) return error
  const code = error instanceof Error && 'code' in error ? String(error.code) : ''
  if (code === 'ENOSPC' || code === 'EDQUOT')
    return new UploadRefused(507, 'The disk of the server is full: nothing was imported.')
  const isOfDisk = error instanceof Error && 'syscall' in error
  return isOfDisk ? error : new UploadRefused(400, 'The form is malformed, or was cut off.')
}
