import { language } from '#preferences.ts'
import type { Language } from '#preferences.ts'

import { savedViews as en } from './en/saved-views.ts'
import type { SavedViewsTexts } from './en/saved-views.ts'
import { savedViews as zh } from './zh/saved-views.ts'

/** The texts of saved views. They come with their code, in both languages, and not with the first load. */
const SAVED_VIEWS_TEXTS: Readonly<Record<Language, SavedViewsTexts>> = { en, 'zh-CN': zh }

/** Those in the reader's language. */
export const useSavedViewsTexts = (): SavedViewsTexts => SAVED_VIEWS_TEXTS[language.use()]
