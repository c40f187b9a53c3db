import { language } from '#preferences.ts'
import type { Language } from '#preferences.ts'

import { sessionEn } from './en/auth.ts'
import type { SessionWords } from './en/auth.ts'
import { sessionZh } from './zh/auth.ts'

const SESSION_WORDS: Record<Language, SessionWords> = { en: sessionEn, 'zh-CN': sessionZh }

export const useSessionWords = (): SessionWords => SESSION_WORDS[language.use()]
