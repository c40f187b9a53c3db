import type { Server } from '#contract/servers.ts'

/** What a server is called: a container by its own name; without one by its address. */
export const serverName = ({ id, name, containerName, addresses }: Server): string =>
  containerName || name || addresses[0] || id
