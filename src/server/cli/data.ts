import type { ProjectSummary } from '#contract/projects.ts'
import { ALL_ENTERPRISE_PROJECTS, CATEGORIES } from '#contract/scope.ts'
import type { Store } from '#server/store/types.ts'

/** Whether anything was ever imported. The demo fleet is for those who have nothing of their own to look at. */
export const hasInventory = (projects: readonly ProjectSummary[]): boolean =>
  projects.some((project) => project.kind === 'inventory' && scopesOf(project).length > 0)

/** What a server shows, a line a project: `demo fleet: 1,200 hosts, 300 containers`. */
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
    return own.length === 0 ? [] : [`${sum(own.map((scope) => scope.servers ?? 0))} ${category}s`]
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
      selection: { project: project.id, category, enterpriseProject: ALL_ENTERPRISE_PROJECTS },
      filter: {},
      sort: { key: 'port', descending: false },
      limit: 1,
      offset: 0,
    })
    const ports = `${sum([total])} ${total === 1 ? 'port' : 'ports'}${category === 'host' ? '' : ' of containers'}`
    parts.push(`${ports}, exposure ${sum(own.map((scope) => scope.exposure))}`)
  }
  return parts.join('; ')
}

const scopesOf = (project: ProjectSummary) => project.enterpriseProjects.flatMap(({ scopes }) => scopes)

const sum = (numbers: readonly number[]): string =>
  numbers.reduce((total, number) => total + number, 0).toLocaleString('en-US')
