import { language } from '#preferences.ts'

import { frozenEn, savedViewsEn } from './en/saved-views.ts'
import type { FrozenWords, SavedViewsWords } from './en/saved-views.ts'
import { frozenZh, savedViewsZh } from './zh/saved-views.ts'

const FROZEN = { en: frozenEn, 'zh-CN': frozenZh }
const SAVED_VIEWS = { en: savedViewsEn, 'zh-CN': savedViewsZh }

/** The texts of a view that is bound to a snapshot. They come with it, not with the first load. */
export const useFrozenWords = (): FrozenWords => FROZEN[language.use()]

/** The texts of views that are kept by name, which come with their list. */
export const useSavedViewsWords = (): SavedViewsWords => SAVED_VIEWS[language.use()]
