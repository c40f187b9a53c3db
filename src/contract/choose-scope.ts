import type { ProjectSummary } from './projects.ts'
import { ALL_ENTERPRISE_PROJECTS, CATEGORIES } from './scope.ts'
import type { Category, ScopeQuery } from './scope.ts'

/** What an address says of the rows that it asks for. Without a project it means the first one. */
type AskedScope = { project: string | null; category: Category; enterprise_project_id: string }

/** The same from the parameters of an address, as the view reads them. */
export const readAskedScope = (params: URLSearchParams): AskedScope => ({
  project: params.get('project'),
  category: CATEGORIES.find((category) => category === params.get('category')) ?? 'host',
  enterprise_project_id: params.get('enterprise_project_id') ?? ALL_ENTERPRISE_PROJECTS,
})

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
  { project: asked, category, enterprise_project_id: enterpriseProject }: AskedScope,
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
