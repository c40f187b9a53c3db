import { language } from '#preferences.ts'
import type { Language } from '#preferences.ts'

import { imports as en } from './en/imports.ts'
import type { ImportTexts } from './en/imports.ts'
import { imports as zh } from './zh/imports.ts'

/** The texts of imports: they come with their code, in both languages, and not with the first load. */
export const IMPORT_TEXTS: Readonly<Record<Language, ImportTexts>> = { en, 'zh-CN': zh }

/** Those in the reader's language. */
export const useImportTexts = (): ImportTexts => IMPORT_TEXTS[language.use()]
