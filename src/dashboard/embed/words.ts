import { language } from '#dashboard/preferences.ts'

import { embedEn } from './words-en.ts'
import type { EmbedWords } from './words-en.ts'
import { embedZh } from './words-zh.ts'

const EMBED = { en: embedEn, 'zh-CN': embedZh }

/** The texts of the page in a frame. They come with it, not with the first load. */
export const useEmbedWords = (): EmbedWords => EMBED[language.use()]
