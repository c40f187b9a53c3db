import { createContext, use } from 'react'

import type { Http } from './http.ts'

/**
 * The server of this page. `apiUrl` is where programs get what the page shows, without a slash at the end; null where nothing
 * but the page does.
 */
export type Server = { http: Http; apiUrl: string | null }

export const ServerContext = createContext<Server | null>(null)

export function useServer(): Server {
  const server = use(ServerContext)
  if (server === null) throw new Error('no ServerContext above this component')
  return server
}
