import { language } from '#preferences.ts'
import type { Language } from '#preferences.ts'

import { portPanel as en } from './en/port-panel.ts'
import type { PortPanelTexts } from './en/port-panel.ts'
import { portPanel as zh } from './zh/port-panel.ts'

/** The texts of a port's panel. They come with its code, in both languages, and not with the first load. */
export const PORT_PANEL_TEXTS: Readonly<Record<Language, PortPanelTexts>> = { en, 'zh-CN': zh }

/** Those in the reader's language. */
export const usePortPanelTexts = (): PortPanelTexts => PORT_PANEL_TEXTS[language.use()]
