import { language } from '#dashboard/preferences.ts'

import { helpEn } from './words-help-en.ts'
import type { HelpWords } from './words-help-en.ts'
import { helpZh } from './words-help-zh.ts'
import { paletteEn } from './words-palette-en.ts'
import type { PaletteWords } from './words-palette-en.ts'
import { paletteZh } from './words-palette-zh.ts'

const HELP = { en: helpEn, 'zh-CN': helpZh }
const PALETTE = { en: paletteEn, 'zh-CN': paletteZh }

/** The texts of the help. They come with it, not with the first load. */
export const useHelpWords = (): HelpWords => HELP[language.use()]

/** The texts of the palette, which come with it. */
export const usePaletteWords = (): PaletteWords => PALETTE[language.use()]
