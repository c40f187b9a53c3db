import { language } from '#preferences.ts'

import { scoreEn } from './en/score.ts'
import type { ScoreWords } from './en/score.ts'
import { scoreZh } from './zh/score.ts'

const SCORE = { en: scoreEn, 'zh-CN': scoreZh }

/** The texts of the score. They come with it, not with the first load. */
export const useScoreWords = (): ScoreWords => SCORE[language.use()]
