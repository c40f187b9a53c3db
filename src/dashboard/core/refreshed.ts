/** Queries whose answers change with the source; names of services and advice do not. */
export const REFRESHED = new Set<unknown>(['projects', 'rows', 'hosts'])
