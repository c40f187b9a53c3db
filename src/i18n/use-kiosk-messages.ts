import { language } from '#preferences.ts'

import { kioskEn } from './en/kiosk.ts'
import type { KioskWords } from './en/kiosk.ts'
import { kioskZh } from './zh/kiosk.ts'

const KIOSK = { en: kioskEn, 'zh-CN': kioskZh }

/** The texts of a wall. They come with it, not with the first load. */
export const useKioskWords = (): KioskWords => KIOSK[language.use()]
