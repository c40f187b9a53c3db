/** Whether the server answers a path with a page or the way to one, and not with a refusal: then to go there loses nothing. */
export async function isReachable(path: string): Promise<boolean> {
  try {
    const { ok, type } = await fetch(path, { redirect: 'manual', cache: 'no-store' })
    return ok || type === 'opaqueredirect' // where to is not for scripts to know
  } catch {
    return false
  }
}
