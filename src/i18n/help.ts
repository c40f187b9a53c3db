import { language } from '#preferences.ts'
import type { Language } from '#preferences.ts'

import { help as en } from './en/help.ts'
import type { HelpTexts } from './en/help.ts'
import { help as zh } from './zh/help.ts'

/** The texts of the help. They come with its code, in both languages, and not with the first load. */
export const HELP_TEXTS: Readonly<Record<Language, HelpTexts>> = { en, 'zh-CN': zh }

/** Those in the reader's language. */
export const useHelpTexts = (): HelpTexts => HELP_TEXTS[language.use()]
