import type { ProjectKind, ProjectSummary } from '#contract/projects.ts'
import { CATEGORIES, DEFAULT_ENTERPRISE_PROJECT } from '#contract/scope.ts'

import type { Reader } from './scope-query.ts'
import { storable } from './text.ts'
import type { ScopeFigures, Store } from './types.ts'
import type { WriteTo } from './writing.ts'

/** Imported scans come first, and sample data last: the page opens with the first project. */
const KIND_ORDER: Record<ProjectKind, number> = { inventory: 0, hss: 1, demo: 2 }

/** @see Store.projects. Reads figures that were stored with the snapshots, and counts nothing. */
export async function readProjects(db: Reader): Promise<ProjectSummary[]> {
  const projects = await db.selectFrom('project').select(['id', 'name', 'kind']).execute()
  const names = await db.selectFrom('enterprise_project').select(['project', 'id', 'name']).execute()
  const scopes = await currentScopes(db)

  return projects.sort(byKindAndName).map(({ id, name, kind }) => {
    const described = new Map(names.filter((e) => e.project === id).map((e) => [e.id, e.name]))
    const own = scopes.filter(({ scope }) => scope.project === id)
    const ids = [...new Set([...described.keys(), ...own.map(({ scope }) => scope.enterpriseProject)])]
    return {
      id,
      name,
      kind,
      enterpriseProjects: ids.sort(byId).map((enterpriseProject) => ({
        id: enterpriseProject,
        name: described.get(enterpriseProject) ?? defaultName(enterpriseProject),
        scopes: own
          .filter(({ scope }) => scope.enterpriseProject === enterpriseProject)
          .map(({ summary }) => summary)
          .sort((a, b) => CATEGORIES.indexOf(a.category) - CATEGORIES.indexOf(b.category)),
      })),
    }
  })
}

export async function projectKind(db: Reader, project: string): Promise<ProjectKind | null> {
  const found = await db
    .selectFrom('project')
    .select('kind')
    .where('id', '=', storable(project))
    .executeTakeFirst()
  return found?.kind ?? null
}

/** @see Store.describeProject */
export const describeProject = (
  writeTo: WriteTo,
  { id, name, kind, enterpriseProjects = [] }: Parameters<Store['describeProject']>[0],
): Promise<void> =>
  writeTo({ id, kind }, async ({ db }) => {
    await db
      .updateTable('project')
      .set({ name: storable(name), kind })
      .where('id', '=', storable(id))
      .execute()
    for (const enterpriseProject of enterpriseProjects) {
      await db
        .insertInto('enterprise_project')
        .values({
          project: storable(id),
          id: storable(enterpriseProject.id),
          name: storable(enterpriseProject.name),
        })
        .onConflict((known) =>
          known.columns(['project', 'id']).doUpdateSet((eb) => ({ name: eb.ref('excluded.name') })),
        )
        .execute()
    }
  })

/** Every scope that was read, in the order in which they were first. */
export async function currentScopes(db: Reader): Promise<ScopeFigures[]> {
  const found = await db
    .selectFrom('scope')
    .innerJoin('snapshot', 'snapshot.scope_id', 'scope.id')
    .where('snapshot.id', '=', (eb) =>
      eb
        .selectFrom('snapshot as newest')
        .select((eb) => eb.fn.max('newest.id').as('id'))
        .whereRef('newest.scope_id', '=', 'scope.id'),
    )
    .select(['scope.project', 'scope.category', 'scope.enterprise_project', 'scope.servers'])
    .select(['snapshot.id', 'snapshot.read_from', 'snapshot.read_to', 'snapshot.complete'])
    .select(['snapshot.rows', 'snapshot.dangerous', 'snapshot.exposure', 'snapshot.affected'])
    .orderBy('scope.id')
    .execute()
  return found.map(
    ({ project, enterprise_project, category, rows, dangerous, exposure, servers, affected, ...read }) => ({
      scope: { project, category, enterpriseProject: enterprise_project },
      affected,
      summary: {
        category,
        rows,
        dangerous,
        openPortInstances: exposure,
        servers,
        snapshot: { id: read.id, readFrom: read.read_from, readTo: read.read_to, complete: read.complete },
      },
    }),
  )
}

type Named = { id: string; name: string; kind: ProjectKind }
const byKindAndName = (a: Named, b: Named): number =>
  KIND_ORDER[a.kind] - KIND_ORDER[b.kind] || compare(a.name, b.name) || compare(a.id, b.id)

const byId = (a: string, b: string): number =>
  Number(b === DEFAULT_ENTERPRISE_PROJECT) - Number(a === DEFAULT_ENTERPRISE_PROJECT) || compare(a, b)

const compare = (a: string, b: string): number => (a < b ? -1 : Number(a > b))

const defaultName = (id: string): string => (id === DEFAULT_ENTERPRISE_PROJECT ? 'default' : id)
