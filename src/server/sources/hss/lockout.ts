import type { HssError } from './errors.ts'

/** Of failed signatures in a row the sixth locks the key for everybody who uses it. Two leave room for other programs. */
const REJECTIONS_MAX = 2

/** Credentials that were rejected, by their ids: those are not sent again before a restart, whoever asks. */
export interface Lockout {
  /** Why a credential may not be sent, null when it may. */
  reason: (credentialId: string) => HssError | null
  rejected: (credentialId: string, error: HssError) => void
  accepted: (credentialId: string) => void
}

/** One is shared by all clients of a process, since several projects may use one credential. */
export function createLockout(): Lockout {
  const rejections = new Map<string, HssError[]>()
  return {
    reason: (id) => rejections.get(id)?.[REJECTIONS_MAX - 1] ?? null,
    rejected: (id, error) => void rejections.set(id, [...(rejections.get(id) ?? []), error]),
    accepted: (id) => void rejections.delete(id),
  }
}
