/**
 * The values of the `Host` header that a server answers: its loopback names, its own address, and those in
 * OPENPORTS_ALLOWED_HOSTS. Any other name belongs to a third party and was pointed here (DNS rebinding), and a page of that
 * name could read the answers.
 */
export type AllowedHosts = {
  allows: (host: string | null) => boolean
  /** Whether a request was sent to a loopback name: by a browser on this machine, or through a tunnel to it. */
  isLoopback: (host: string | null) => boolean
}

export function createAllowedHosts(
  address: { host: string; port: number },
  others: readonly string[],
): AllowedHosts {
  const own = address.host.includes(':') ? `[${address.host}]` : address.host
  const names = new Set(['127.0.0.1', 'localhost', '[::1]', own])
  const hosts = new Set(others)
  for (const name of names) {
    hosts.add(`${name}:${address.port}`)
    if (address.port === 80) hosts.add(name) // browsers leave the default port out
  }
  const allows = (host: string | null): boolean => host !== null && hosts.has(host.toLowerCase())
  return {
    allows,
    isLoopback: (host) =>
      host !== null && allows(host) && names.has(host.toLowerCase().replace(/:[0-9]+$/, '')),
  }
}
