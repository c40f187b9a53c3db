import type { Language } from '#dashboard/preferences.ts'

import { demoEn } from './words-en.ts'
import type { DemoWords } from './words-en.ts'
import { demoZh } from './words-zh.ts'

export const DEMO_WORDS: Record<Language, DemoWords> = { en: demoEn, 'zh-CN': demoZh }
