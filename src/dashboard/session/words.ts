import { language } from '#dashboard/preferences.ts'
import type { Language } from '#dashboard/preferences.ts'

import { sessionEn } from './words-en.ts'
import type { SessionWords } from './words-en.ts'
import { sessionZh } from './words-zh.ts'

const SESSION_WORDS: Record<Language, SessionWords> = { en: sessionEn, 'zh-CN': sessionZh }

export const useSessionWords = (): SessionWords => SESSION_WORDS[language.use()]
