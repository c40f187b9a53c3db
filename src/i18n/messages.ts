import { createContext, use } from 'react'

import type { ProjectSummary } from '#contract/projects.ts'
import { ALL_ENTERPRISE_PROJECTS, DEFAULT_ENTERPRISE_PROJECT } from '#contract/scope.ts'
import type { Selection } from '#contract/scope.ts'
import { language } from '#preferences.ts'
import type { Language } from '#preferences.ts'

import type { Messages } from './en/core.ts'
import { createFormat } from './format.ts'
import type { Format } from './format.ts'

/** The texts of a language, and its way of writing numbers and times. */
export type Words = { m: Messages; f: Format }

/**
 * A catalogue of plain objects and functions: a text that is missing, misspelt or given the wrong arguments does not
 * compile, which no catalogue of strings can promise. A reader waits for that of one language alone.
 */
const CATALOGUES: Record<Language, () => Promise<Messages>> = {
  en: async () => (await import('./en/core.ts')).en,
  'zh-CN': async () => (await import('./zh/core.ts')).zh,
}

const known = new Map<Language, Words>()

/** Fetches the texts of a language. Before that, nothing can be shown in it. */
export async function loadWords(language: Language): Promise<void> {
  if (!known.has(language))
    known.set(language, { m: await CATALOGUES[language](), f: createFormat(language) })
}

let wanted: Language | null = null

/**
 * Changes the language as soon as its texts are there: the page never stands half in each. Of several wishes the last one
 * counts; where the texts do not come, because the server is away, the page stays as it is.
 */
export async function speak(next: Language): Promise<void> {
  wanted = next
  try {
    await loadWords(next)
  } catch {
    return
  }
  if (wanted === next) language.hold(next)
}

/** Changes the language by the reader's own choice, which a next visit finds in any case. */
export function chooseLanguage(next: Language): void {
  language.keep(next)
  void speak(next)
}

/** The texts of a language that was loaded. */
export function wordsOf(language: Language): Words {
  const words = known.get(language)
  if (words === undefined) throw new Error(`${language} is shown before its words are loaded`)
  return words
}

export const WordsContext = createContext<Words | null>(null)

export function useWords(): Words {
  const words = use(WordsContext)
  if (words === null) throw new Error('no WordsContext above this component')
  return words
}

/** The label of a status; a word that we do not know is shown as its source writes it. */
export function statusLabel({ risk }: Messages, status: string): string {
  const labels: Readonly<Record<string, string>> = risk
  return (Object.hasOwn(labels, status) ? labels[status] : undefined) ?? status // hasOwn: a status may be `constructor`
}

/** A project's name. The two that Openports itself makes are named in the reader's language. */
export const projectName = (m: Messages, { kind, name }: ProjectSummary): string =>
  kind === 'hss' ? name : m.projects[kind]

/** An enterprise project's name. `default` is what HSS calls the one that every account has. */
export const enterpriseProjectName = (m: Messages, { id, name }: { id: string; name: string }): string =>
  id === DEFAULT_ENTERPRISE_PROJECT && name === 'default' ? m.projects.defaultEnterpriseProject : name

/** What a selection of a project is called; no enterprise project means all of them. */
export const scopeNames = (m: Messages, project: ProjectSummary, { enterpriseProject }: Selection) => ({
  project: projectName(m, project),
  enterpriseProject:
    enterpriseProject === ALL_ENTERPRISE_PROJECTS
      ? null
      : enterpriseProjectName(
          m,
          project.enterpriseProjects.find(({ id }) => id === enterpriseProject) ?? {
            id: enterpriseProject,
            name: enterpriseProject,
          },
        ),
  isDemo: project.kind === 'demo',
})
