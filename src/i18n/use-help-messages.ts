import { language } from '#preferences.ts'

import { helpEn } from './en/help.ts'
import type { HelpWords } from './en/help.ts'
import { paletteEn } from './en/palette.ts'
import type { PaletteWords } from './en/palette.ts'
import { helpZh } from './zh/help.ts'
import { paletteZh } from './zh/palette.ts'

const HELP = { en: helpEn, 'zh-CN': helpZh }
const PALETTE = { en: paletteEn, 'zh-CN': paletteZh }

/** The texts of the help. They come with it, not with the first load. */
export const useHelpWords = (): HelpWords => HELP[language.use()]

/** The texts of the palette, which come with it. */
export const usePaletteWords = (): PaletteWords => PALETTE[language.use()]
