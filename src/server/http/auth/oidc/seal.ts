import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto'

import type { Store } from '#server/store/types.ts'

/** Texts that a browser keeps for us without reading or changing them. */
export type Seal = {
  close: (text: string) => Promise<string>
  /** The text; null when it was not closed with this seal. */
  open: (sealed: string) => Promise<string | null>
}

const CIPHER = 'aes-256-gcm'
const KEY_BYTES = 32
const NONCE_BYTES = 12
const TAG_BYTES = 16

/** The key is made once and kept in the store, so that every process opens what any of them closed. */
export function createSeal(name: string, store: Pick<Store, 'document' | 'changeDocument'>): Seal {
  const document = `seal-${name}`
  const readKey = async (): Promise<Buffer> => {
    const made = randomBytes(KEY_BYTES).toString('base64url')
    const kept =
      (await store.document(document)) ??
      (await store.changeDocument(document, (before) => ({ text: before ?? made, result: before ?? made })))
    return Buffer.from(kept, 'base64url')
  }
  let known: Buffer | null = null
  const key = async (): Promise<Buffer> => (known ??= await readKey())

  return {
    close: async (text) => {
      const nonce = randomBytes(NONCE_BYTES)
      const cipher = createCipheriv(CIPHER, await key(), nonce)
      const closed = [nonce, cipher.update(text, 'utf8'), cipher.final(), cipher.getAuthTag()]
      return Buffer.concat(closed).toString('base64url')
    },
    open: async (sealed) => {
      const bytes = Buffer.from(sealed, 'base64url')
      if (bytes.length < NONCE_BYTES + TAG_BYTES) return null
      const decipher = createDecipheriv(CIPHER, await key(), bytes.subarray(0, NONCE_BYTES))
      decipher.setAuthTag(bytes.subarray(-TAG_BYTES))
      try {
        const text = decipher.update(bytes.subarray(NONCE_BYTES, -TAG_BYTES))
        return Buffer.concat([text, decipher.final()]).toString('utf8')
      } catch {
        return null // the tag does not fit: somebody else wrote it, or changed it
      }
    },
  }
}
