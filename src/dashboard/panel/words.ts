import { language } from '#dashboard/preferences.ts'

import { panelEn } from './words-panel-en.ts'
import type { PanelWords } from './words-panel-en.ts'
import { panelZh } from './words-panel-zh.ts'

const PANEL = { en: panelEn, 'zh-CN': panelZh }

/** The texts of a port's panel. They come with it, not with the first load. */
export const usePanelWords = (): PanelWords => PANEL[language.use()]
