import type { ProjectSummary } from '#contract/projects.ts'
import { ALL_ENTERPRISE_PROJECTS, DEFAULT_ENTERPRISE_PROJECT } from '#contract/scope.ts'
import type { ScopeQuery } from '#contract/scope.ts'

import type { Messages } from './en.ts'

/** A project's name. The two that Openports itself makes are named in the reader's language. */
export const projectName = (t: Messages, { kind, name }: ProjectSummary): string =>
  kind === 'hss' ? name : t.terms.projects[kind]

/** An enterprise project's name. `default` is what HSS calls the one that every account has. */
export const enterpriseProjectName = (t: Messages, { id, name }: { id: string; name: string }): string =>
  id === DEFAULT_ENTERPRISE_PROJECT && name === 'default' ? t.terms.projects.defaultEnterpriseProject : name

/** What a selection of a project is called; no enterprise project means all of them. */
export const scopeNames = (t: Messages, project: ProjectSummary, { enterpriseProject }: ScopeQuery) => ({
  project: projectName(t, project),
  enterpriseProject:
    enterpriseProject === ALL_ENTERPRISE_PROJECTS
      ? null
      : enterpriseProjectName(
          t,
          project.enterpriseProjects.find(({ id }) => id === enterpriseProject) ?? {
            id: enterpriseProject,
            name: enterpriseProject,
          },
        ),
  isDemo: project.kind === 'demo',
})
