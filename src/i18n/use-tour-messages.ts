import type { Language } from '#preferences.ts'

import { demoEn } from './en/tour.ts'
import type { DemoWords } from './en/tour.ts'
import { demoZh } from './zh/tour.ts'

export const DEMO_WORDS: Record<Language, DemoWords> = { en: demoEn, 'zh-CN': demoZh }
