import { language } from '#dashboard/preferences.ts'

import { scoreEn } from './words-score-en.ts'
import type { ScoreWords } from './words-score-en.ts'
import { scoreZh } from './words-score-zh.ts'

const SCORE = { en: scoreEn, 'zh-CN': scoreZh }

/** The texts of the score. They come with it, not with the first load. */
export const useScoreWords = (): ScoreWords => SCORE[language.use()]
