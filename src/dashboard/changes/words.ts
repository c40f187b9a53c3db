import { language } from '#dashboard/preferences.ts'
import type { Language } from '#dashboard/preferences.ts'

import { changesEn } from './words-en.ts'
import type { ChangesWords } from './words-en.ts'
import { changesZh } from './words-zh.ts'

const CHANGES_WORDS: Record<Language, ChangesWords> = { en: changesEn, 'zh-CN': changesZh }

export const useChangesWords = (): ChangesWords => CHANGES_WORDS[language.use()]
