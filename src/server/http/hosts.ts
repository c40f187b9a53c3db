/**
 * The values of the `Host` header that a server on this port answers: its own loopback names and address, and those
 * that were allowed besides. Any other name is somebody else's that was pointed here (DNS rebinding), so that a
 * page of that name could read what we answer.
 */
export type KnownHosts = {
  knows: (host: string | null) => boolean
  /** Whether the request was made to a loopback name: by a browser on this machine, or through a tunnel to it. */
  isLoopback: (host: string | null) => boolean
}

export function createKnownHosts(
  address: { host: string; port: number },
  allowed: readonly string[],
): KnownHosts {
  const own = address.host.includes(':') ? `[${address.host}]` : address.host
  const names = new Set(['127.0.0.1', 'localhost', '[::1]', own])
  const hosts = new Set(allowed)
  for (const name of names) {
    hosts.add(`${name}:${address.port}`)
    if (address.port === 80) hosts.add(name) // browsers leave the default port out
  }
  const knows = (host: string | null): boolean => host !== null && hosts.has(host.toLowerCase())
  return {
    knows,
    isLoopback: (host) =>
      host !== null && knows(host) && names.has(host.toLowerCase().replace(/:[0-9]+$/, '')),
  }
}
