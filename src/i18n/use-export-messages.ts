import { language } from '#preferences.ts'

import { takeAwayEn } from './en/export.ts'
import type { TakeAwayWords } from './en/export.ts'
import { takeAwayZh } from './zh/export.ts'

const TAKE_AWAY = { en: takeAwayEn, 'zh-CN': takeAwayZh }

/** The texts of what can be taken away. They come when it is asked for, not with the first load. */
export const useTakeAwayWords = (): TakeAwayWords => TAKE_AWAY[language.use()]
