import { language } from '#dashboard/preferences.ts'

import { kioskEn } from './words-en.ts'
import type { KioskWords } from './words-en.ts'
import { kioskZh } from './words-zh.ts'

const KIOSK = { en: kioskEn, 'zh-CN': kioskZh }

/** The texts of a wall. They come with it, not with the first load. */
export const useKioskWords = (): KioskWords => KIOSK[language.use()]
