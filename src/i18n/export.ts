import { language } from '#preferences.ts'
import type { Language } from '#preferences.ts'

import { exportMessages as en } from './en/export.ts'
import type { ExportTexts } from './en/export.ts'
import { exportMessages as zh } from './zh/export.ts'

/** The texts of exports. They come with their code, in both languages, and not with the first load. */
export const EXPORT_TEXTS: Readonly<Record<Language, ExportTexts>> = { en, 'zh-CN': zh }

/** Those in the reader's language. */
export const useExportTexts = (): ExportTexts => EXPORT_TEXTS[language.use()]
