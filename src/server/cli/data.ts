import type { ProjectSummary } from '#contract/projects.ts'
import { ALL_ENTERPRISE_PROJECTS, CATEGORIES } from '#contract/scope.ts'
import type { Store } from '#server/store/types.ts'

/** Whether anything was ever imported. Without an import, the demo fleet is shown. */
export const hasInventory = (projects: readonly ProjectSummary[]): boolean =>
  projects.some((project) => project.kind === 'inventory' && scopesOf(project).length > 0)

/** Whether there are rows to show before the start imports any. */
export const hasRows = (projects: readonly ProjectSummary[]): boolean =>
  projects.some((project) => scopesOf(project).length > 0)

/** What a server shows, a line a project: `demo fleet: 1,200 servers, 300 containers`. */
export async function describeData(store: Pick<Store, 'projects' | 'statistics'>): Promise<string[]> {
  const lines: string[] = []
  for (const project of await store.projects()) {
    const figures = project.kind === 'demo' ? serversOf(project) : await portsOf(store, project)
    if (figures !== '') lines.push(`${project.name.toLowerCase()}: ${figures}`)
  }
  return lines
}

function serversOf(project: ProjectSummary): string {
  const counts = CATEGORIES.flatMap((category) => {
    const own = scopesOf(project).filter((scope) => scope.category === category)
    return own.length === 0
      ? []
      : [`${sum(own.map((scope) => scope.servers ?? 0))} ${category === 'host' ? 'servers' : 'containers'}`]
  })
  return counts.join(', ')
}

/** The same port in two enterprise projects is one row of the whole, so rows are counted by the store. */
async function portsOf(store: Pick<Store, 'statistics'>, project: ProjectSummary): Promise<string> {
  const parts: string[] = []
  for (const category of CATEGORIES) {
    const own = scopesOf(project).filter((scope) => scope.category === category)
    if (own.length === 0) continue
    const { total } = await store.statistics({
      scopeQuery: { project: project.id, category, enterpriseProject: ALL_ENTERPRISE_PROJECTS },
      filter: {},
      sort: { key: 'port', descending: false },
      limit: 1,
      offset: 0,
    })
    const ports = `${sum([total])} ${total === 1 ? 'port' : 'ports'}${category === 'host' ? '' : ' on containers'}`
    const instances = own.reduce((total, scope) => total + scope.openPortInstances, 0)
    parts.push(`${ports}, ${sum([instances])} open-port ${instances === 1 ? 'instance' : 'instances'}`)
  }
  return parts.join('; ')
}

const scopesOf = (project: ProjectSummary) => project.enterpriseProjects.flatMap(({ scopes }) => scopes)

const sum = (numbers: readonly number[]): string =>
  numbers.reduce((total, number) => total + number, 0).toLocaleString('en-US')
