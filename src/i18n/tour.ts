import { language } from '#preferences.ts'

import { tour as en } from './en/tour.ts'
import { tour as zh } from './zh/tour.ts'

const TOUR_TEXTS = { en, 'zh-CN': zh }

/** The texts of the demo that needs no server, in the reader's language: the served page loads none. */
export const useTourTexts = () => TOUR_TEXTS[language.use()]
