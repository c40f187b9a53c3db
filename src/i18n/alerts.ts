import { language } from '#preferences.ts'
import type { Language } from '#preferences.ts'

import { alerts as en } from './en/alerts.ts'
import type { AlertTexts } from './en/alerts.ts'
import { alerts as zh } from './zh/alerts.ts'

/** The texts of alert rules. Few readers open them: they come with their code, in both languages, and not with the first load. */
export const ALERT_TEXTS: Readonly<Record<Language, AlertTexts>> = { en, 'zh-CN': zh }

/** Those in the reader's language. */
export const useAlertTexts = (): AlertTexts => ALERT_TEXTS[language.use()]
