import { language } from '#preferences.ts'
import type { Language } from '#preferences.ts'

import { syncStatus as en } from './en/sync-status.ts'
import type { SyncTexts } from './en/sync-status.ts'
import { syncStatus as zh } from './zh/sync-status.ts'

/** The texts of the sync with HSS: as those of alert rules, they come with their code, in both languages. */
export const SYNC_TEXTS: Readonly<Record<Language, SyncTexts>> = { en, 'zh-CN': zh }

/** Those in the reader's language. */
export const useSyncTexts = (): SyncTexts => SYNC_TEXTS[language.use()]
