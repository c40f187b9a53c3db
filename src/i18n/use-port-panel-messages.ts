import { language } from '#preferences.ts'

import { panelEn } from './en/port-panel.ts'
import type { PanelWords } from './en/port-panel.ts'
import { panelZh } from './zh/port-panel.ts'

const PANEL = { en: panelEn, 'zh-CN': panelZh }

/** The texts of a port's panel. They come with it, not with the first load. */
export const usePanelWords = (): PanelWords => PANEL[language.use()]
