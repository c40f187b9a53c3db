import { field, isCount, isListOf, isNullOr, isObject, isOneOf, isText } from './decode.ts'
import { CATEGORIES } from './scope.ts'
import type { Category } from './scope.ts'

/** Openports' own route: the scopes. HSS has no such call. */
export const PROJECTS_PATH = '/api/projects'

/** Where a project's rows come from: imported scans, the sample data of the demo fleet, or Huawei Cloud HSS. */
export const PROJECT_KINDS = ['inventory', 'demo', 'hss'] as const
export type ProjectKind = (typeof PROJECT_KINDS)[number]

/** The current snapshot of one scope, in figures. `servers` counts the hosts or containers that are known of. */
export type ScopeSummary = {
  category: Category
  rows: number
  dangerous: number
  openPortInstances: number
  servers: number | null // null where the source knows of no servers, only of rows
  snapshot: { id: number; readFrom: string; readTo: string; complete: number }
}

/** A project, its enterprise projects by name, and the scopes of each that were ever read. */
export type ProjectSummary = {
  id: string
  name: string
  kind: ProjectKind
  enterpriseProjects: { id: string; name: string; scopes: ScopeSummary[] }[]
}

/** The first project is the one that a page shows when its address names none. */
export type ProjectsAnswer = { projects: ProjectSummary[] }

/** @throws {DecodeError} when it is no answer. */
export const decodeProjects = (wire: unknown): ProjectsAnswer => ({
  projects: objectsIn(wire, 'projects').map((project) => ({
    id: field(project, 'id', isText),
    name: field(project, 'name', isText),
    kind: field(project, 'kind', isOneOf(PROJECT_KINDS)),
    enterpriseProjects: objectsIn(project, 'enterpriseProjects').map((enterpriseProject) => ({
      id: field(enterpriseProject, 'id', isText),
      name: field(enterpriseProject, 'name', isText),
      scopes: objectsIn(enterpriseProject, 'scopes').map(decodeScope),
    })),
  })),
})

function decodeScope(scope: unknown): ScopeSummary {
  const snapshot = field(scope, 'snapshot', isObject)
  return {
    category: field(scope, 'category', isOneOf(CATEGORIES)),
    rows: field(scope, 'rows', isCount),
    dangerous: field(scope, 'dangerous', isCount),
    openPortInstances: field(scope, 'openPortInstances', isCount),
    servers: field(scope, 'servers', isNullOr(isCount)),
    snapshot: {
      id: field(snapshot, 'id', isCount),
      readFrom: field(snapshot, 'readFrom', isText),
      readTo: field(snapshot, 'readTo', isText),
      complete: field(snapshot, 'complete', isShare),
    },
  }
}

const objectsIn = (wire: unknown, name: string) => field(wire, name, isListOf(isObject))
const isShare = (value: unknown): value is number => typeof value === 'number'
