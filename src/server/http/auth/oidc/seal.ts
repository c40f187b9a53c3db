import { randomBytes } from 'node:crypto'

import { EncryptJWT, errors, jwtDecrypt } from 'jose'
import type { JWTPayload } from 'jose'

import type { Store } from '#server/store/types.ts'

/** Encrypts claims for a browser to keep: it can neither read nor change them. */
type Seal = {
  close: (claims: JWTPayload, until: Date) => Promise<string>
  /** The claims; null if another key sealed them, they were changed, or they expired. */
  open: (sealed: string, now: Date) => Promise<JWTPayload | null>
}

const KEY_BYTES = 32
const ALGORITHM = { alg: 'dir', enc: 'A256GCM' } as const

/** The key is created once and kept in the store, so that each process opens what another closed. */
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
    close: async (claims, until) =>
      new EncryptJWT(claims)
        .setProtectedHeader(ALGORITHM)
        .setExpirationTime(until)
        .encrypt(await key()),
    open: async (sealed, now) => {
      try {
        const { payload } = await jwtDecrypt(sealed, await key(), {
          keyManagementAlgorithms: [ALGORITHM.alg],
          contentEncryptionAlgorithms: [ALGORITHM.enc],
          requiredClaims: ['exp'],
          currentDate: now,
        })
        return payload
      } catch (error) {
        if (error instanceof errors.JOSEError) return null
        throw error
      }
    },
  }
}
