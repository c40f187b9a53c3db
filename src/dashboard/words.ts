import { createContext, use } from 'react'

import type { ProjectSummary } from '#contract/projects.ts'
import { ALL_ENTERPRISE_PROJECTS, DEFAULT_ENTERPRISE_PROJECT } from '#contract/scope.ts'
import type { Selection } from '#contract/scope.ts'
import { createFormat } from '#ui/format.ts'
import type { Format } from '#ui/format.ts'

import type { Language } from './preferences.ts'
import { en } from './words-en.ts'
import type { Messages } from './words-en.ts'
import { zh } from './words-zh.ts'

/** The texts of a language, and its way of writing numbers and times. */
export type Words = { m: Messages; f: Format }

/**
 * A catalogue of plain objects and functions: a text that is missing, misspelt or given the wrong arguments does not
 * compile, which no catalogue of strings can promise. Both are in the first load: they are 11 kB compressed together.
 */
export const WORDS: Record<Language, Words> = {
  en: { m: en, f: createFormat('en') },
  'zh-CN': { m: zh, f: createFormat('zh-CN') },
}

export const WordsContext = createContext<Words>(WORDS.en)

export const useWords = (): Words => use(WordsContext)

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
