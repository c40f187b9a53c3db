import type { ProjectSummary } from '#contract/projects.ts'
import { ALL_ENTERPRISE_PROJECTS } from '#contract/scope.ts'
import type { ScopeQuery } from '#contract/scope.ts'
import type { View } from '#view/view.ts'

export type ChosenScope = { kind: 'chosen'; project: ProjectSummary; scopeQuery: ScopeQuery }

/**
 * Which rows the address asks for: a scope query, or why there is none. An address may name a project that is gone,
 * or an enterprise project of another one.
 */
export type ScopeChoice =
  | ChosenScope
  | { kind: 'noProjects' }
  | { kind: 'noSuchProject'; asked: string; first: ProjectSummary }
  | { kind: 'noSuchEnterpriseProject'; asked: string; project: ProjectSummary }

/** Whether anything of a scope query was ever read. */
export const wasRead = (project: ProjectSummary, { category, enterpriseProject }: ScopeQuery): boolean =>
  project.enterpriseProjects.some(
    ({ id, scopes }) =>
      (enterpriseProject === ALL_ENTERPRISE_PROJECTS || enterpriseProject === id) &&
      scopes.some((scope) => scope.category === category),
  )

export function chooseScope(
  projects: readonly ProjectSummary[],
  {
    project: asked,
    category,
    enterprise_project_id: enterpriseProject,
  }: Pick<View, 'project' | 'category' | 'enterprise_project_id'>,
): ScopeChoice {
  const [first] = projects
  if (first === undefined) return { kind: 'noProjects' }
  const project = asked === null ? first : projects.find(({ id }) => id === asked)
  if (project === undefined) return { kind: 'noSuchProject', asked: asked ?? '', first }
  const known =
    enterpriseProject === ALL_ENTERPRISE_PROJECTS ||
    project.enterpriseProjects.some(({ id }) => id === enterpriseProject)
  if (!known) return { kind: 'noSuchEnterpriseProject', asked: enterpriseProject, project }
  return { kind: 'chosen', project, scopeQuery: { project: project.id, category, enterpriseProject } }
}
