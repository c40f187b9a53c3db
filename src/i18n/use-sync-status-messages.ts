import { language } from '#preferences.ts'

import { liveEn } from './en/sync-status.ts'
import type { LiveMessages } from './en/sync-status.ts'
import { liveZh } from './zh/sync-status.ts'

const LIVE = { en: liveEn, 'zh-CN': liveZh }

/** The texts about the reading of HSS. They come with the parts that need them, not with the first load. */
export const useLiveWords = (): LiveMessages => LIVE[language.use()]

/** What is said of a failure, and what can be done about it, by its kind; of one that we do not know, the server's words. */
export function failureWords(
  live: LiveMessages,
  { kind, advice }: { kind: string; advice: string },
): FailureWords {
  const known: Readonly<Record<string, FailureWords>> = live.failures
  return (Object.hasOwn(known, kind) ? known[kind] : undefined) ?? { what: live.unknownFailure, todo: advice }
}

export type FailureWords = { what: string; todo: string }
