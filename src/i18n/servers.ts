import { language } from '#preferences.ts'
import type { Language } from '#preferences.ts'

import { servers as en } from './en/servers.ts'
import type { ServerTexts } from './en/servers.ts'
import { servers as zh } from './zh/servers.ts'

/** The texts of servers. They come with their code, in both languages, and not with the first load. */
export const SERVER_TEXTS: Readonly<Record<Language, ServerTexts>> = { en, 'zh-CN': zh }

/** Those in the reader's language. */
export const useServerTexts = (): ServerTexts => SERVER_TEXTS[language.use()]
