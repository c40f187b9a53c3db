import { language } from '#preferences.ts'
import type { Language } from '#preferences.ts'

import { changesEn } from './en/changes.ts'
import type { ChangesWords } from './en/changes.ts'
import { changesZh } from './zh/changes.ts'

const CHANGES_WORDS: Record<Language, ChangesWords> = { en: changesEn, 'zh-CN': changesZh }

export const useChangesWords = (): ChangesWords => CHANGES_WORDS[language.use()]
