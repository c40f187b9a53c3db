/** What the servers of a scope are. HSS keeps hosts and containers apart: a row counts one or the other. */
export const CATEGORIES = ['host', 'container'] as const
export type Category = (typeof CATEGORIES)[number]

/** The enterprise project that HSS means when a request names none. Everything outside it is then invisible. */
export const DEFAULT_ENTERPRISE_PROJECT = '0'

/** HSS's word for "every enterprise project the caller may see". EPS does not list it. */
export const ALL_ENTERPRISE_PROJECTS = 'all_granted_eps'

/** The id of the project that holds imported scans. */
export const INVENTORY_PROJECT = 'inventory'

/**
 * Where a row belongs: project × category × enterprise project. A row belongs to exactly one scope, and a
 * server to exactly one enterprise project, so the servers of several scopes add up.
 */
export type Scope = { project: string; category: Category; enterpriseProject: string }

/** What a reader asks for: one scope, or all enterprise projects of a project and category together. */
export type ScopeQuery = Scope
