import { language } from '#preferences.ts'

import { embedEn } from './en/embed.ts'
import type { EmbedWords } from './en/embed.ts'
import { embedZh } from './zh/embed.ts'

const EMBED = { en: embedEn, 'zh-CN': embedZh }

/** The texts of the page in a frame. They come with it, not with the first load. */
export const useEmbedWords = (): EmbedWords => EMBED[language.use()]
