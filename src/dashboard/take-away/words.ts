import { language } from '#dashboard/preferences.ts'

import { takeAwayEn } from './words-take-away-en.ts'
import type { TakeAwayWords } from './words-take-away-en.ts'
import { takeAwayZh } from './words-take-away-zh.ts'

const TAKE_AWAY = { en: takeAwayEn, 'zh-CN': takeAwayZh }

/** The texts of what can be taken away. They come when it is asked for, not with the first load. */
export const useTakeAwayWords = (): TakeAwayWords => TAKE_AWAY[language.use()]
