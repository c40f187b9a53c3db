import type { ImportLimits } from '#contract/imports.ts'
import { z } from '#contract/zod.ts'
import type { Store } from '#server/store/types.ts'

/** What uploads may have, in bytes of unpacked files: each, and those of an identity in a day. */
export type UploadLimits = { maxBytes: number; dailyBytes: number }

/** Uploads of all identities at once: that is what they can take of the disk. */
export const MAX_UPLOADS = 4

const DAY_MS = 24 * 60 * 60_000
const KEY = 'imports'

/** What identities imported, each since the first import of its day. */
const Spent = z.record(z.string(), z.object({ since: z.number(), bytes: z.number() }))

/**
 * Keeps one identity from filling the disk: with files of uploads, of which it has one at a time in this process, and with what
 * is imported of them, which all processes count together. Previews store nothing, so they count for nothing.
 */
export class ImportQuota {
  readonly #store: Pick<Store, 'document' | 'changeDocument'>
  readonly #limits: UploadLimits
  readonly #uploading = new Set<string>()

  constructor(store: Pick<Store, 'document' | 'changeDocument'>, limits: UploadLimits) {
    this.#store = store
    this.#limits = limits
  }

  /** What an identity may still import. */
  async limits(subject: string, now = Date.now()): Promise<ImportLimits> {
    const spent = spentAt(await this.#store.document(KEY), now)[subject]
    return {
      maxBytes: Math.min(this.#limits.maxBytes, this.#limits.dailyBytes),
      left: Math.max(0, this.#limits.dailyBytes - (spent?.bytes ?? 0)),
      freeAt: spent === undefined ? null : new Date(spent.since + DAY_MS).toISOString(),
    }
  }

  /** Begins an upload. Returns what ends it, or whose uploads are too many already. */
  begin(subject: string): (() => void) | 'own' | 'all' {
    if (this.#uploading.has(subject)) return 'own'
    if (this.#uploading.size >= MAX_UPLOADS) return 'all'
    this.#uploading.add(subject)
    return () => void this.#uploading.delete(subject)
  }

  /** Counts what was imported. */
  spend(subject: string, bytes: number, now = Date.now()): Promise<void> {
    return this.#store.changeDocument(KEY, (text) => {
      const all = spentAt(text, now)
      const { since, bytes: before } = all[subject] ?? { since: now, bytes: 0 }
      return {
        text: JSON.stringify({ ...all, [subject]: { since, bytes: before + bytes } }),
        result: undefined,
      }
    })
  }
}

/** Without those whose day is over. */
const spentAt = (text: string | null, now: number): z.infer<typeof Spent> =>
  Object.fromEntries(
    Object.entries(Spent.parse(JSON.parse(text ?? '{}'))).filter(([, { since }]) => since + DAY_MS > now),
  )
