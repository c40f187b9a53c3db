import { createContext, use } from 'react'

import { language } from '#preferences.ts'
import type { Language } from '#preferences.ts'

import type { Messages } from './en.ts'
import { createFormat } from './format.ts'
import type { Format } from './format.ts'

/** The texts of a language, and how it writes numbers, dates and times. */
export type I18n = { t: Messages; f: Format }

/**
 * A catalogue of plain objects and functions: a text that is missing, misspelt or given the wrong arguments does not
 * compile, which no catalogue of strings can promise. A reader loads that of one language.
 */
const CATALOGUES: Record<Language, () => Promise<Messages>> = {
  en: async () => (await import('./en.ts')).en,
  'zh-CN': async () => (await import('./zh.ts')).zh,
}

const loaded = new Map<Language, I18n>()

/** Loads the texts of a language. Before that, nothing can be shown in it. */
export async function loadMessages(language: Language): Promise<void> {
  if (!loaded.has(language))
    loaded.set(language, { t: await CATALOGUES[language](), f: createFormat(language) })
}

let requested: Language | null = null

/**
 * Changes the language as soon as its texts are loaded: the page is never half in each. Of several requests the last one
 * counts; where the texts cannot be loaded, the page stays as it is.
 */
export async function changeLanguage(next: Language): Promise<void> {
  requested = next
  try {
    await loadMessages(next)
  } catch {
    return
  }
  if (requested === next) language.hold(next)
}

/** Changes the language by the reader's own choice, which holds on the next visit in any case. */
export function chooseLanguage(next: Language): void {
  language.keep(next)
  void changeLanguage(next)
}

/** @throws Where the language was not loaded before. */
export function i18nOf(language: Language): I18n {
  const i18n = loaded.get(language)
  if (i18n === undefined) throw new Error(`${language} is shown before its messages are loaded`)
  return i18n
}

export const I18nContext = createContext<I18n | null>(null)

/** `t`, the texts by feature, and `f`, the format of numbers, dates and times, in the reader's language. */
export function useI18n(): I18n {
  const i18n = use(I18nContext)
  if (i18n === null) throw new Error('no I18nContext above this component')
  return i18n
}
