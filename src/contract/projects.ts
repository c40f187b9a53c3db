import { Category } from './scope.ts'
import { z } from './zod.ts'

/** Openports' own route: the scopes. HSS has no such call. */
export const PROJECTS_PATH = '/api/projects'

/** Where a project's rows come from: imported scans, the sample data of the demo fleet, or Huawei Cloud HSS. */
export const ProjectKind = z.enum(['inventory', 'demo', 'hss'])
export type ProjectKind = z.infer<typeof ProjectKind>

/** The current snapshot of one scope, in figures. `servers` counts the hosts or containers that are known of. */
export const ScopeSummary = z.object({
  category: Category,
  rows: z.int(),
  dangerous: z.int(),
  openPortInstances: z.int(),
  servers: z.nullable(z.int()), // null where the source knows of no servers, only of rows
  snapshot: z.object({ id: z.int(), readFrom: z.string(), readTo: z.string(), complete: z.number() }),
})
export type ScopeSummary = z.infer<typeof ScopeSummary>

/** A project, its enterprise projects by name, and the scopes of each that were ever read. */
export const ProjectSummary = z.object({
  id: z.string(),
  name: z.string(),
  kind: ProjectKind,
  enterpriseProjects: z.array(z.object({ id: z.string(), name: z.string(), scopes: z.array(ScopeSummary) })),
})
export type ProjectSummary = z.infer<typeof ProjectSummary>

/** The first project is the one that a page shows when its address names none. */
export const ProjectsAnswer = z.object({ projects: z.array(ProjectSummary) })
export type ProjectsAnswer = z.infer<typeof ProjectsAnswer>
