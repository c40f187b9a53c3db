/** The path of a public URL, under which browsers find everything: `/openports`, or empty at the root of its host. */
export const basePathOf = (publicUrl: string | null): string =>
  publicUrl === null ? '' : new URL(publicUrl).pathname.replace(/\/$/, '')

/** Asked of each process, and not through a proxy: these have no address under the base path. */
const OF_PROCESS: ReadonlySet<string> = new Set(['/livez', '/readyz', '/metrics'])

/**
 * The path of a route, of the path that was requested: without the base path where it has it, so that a proxy may pass the
 * path on as it is, or without the base path. The base path itself, without a slash at the end, stays as it is.
 */
export function routeOf(requested: string, basePath: string): string {
  if (basePath === '' || !requested.startsWith(`${basePath}/`)) return requested
  const route = requested.slice(basePath.length)
  return OF_PROCESS.has(route) ? requested : route
}
