import type { PortHostsPage } from '#contract/port-hosts.ts'
import type { PortRow } from '#contract/port-row.ts'
import type { Category } from '#contract/scope.ts'

import type { HssError } from './errors.ts'

/** One window of the statistics, as HSS is asked for it. Both `category` and the enterprise project always go. */
export type WindowRequest = {
  category: Category
  enterpriseProject: string
  port?: number
  type?: string
  status?: string
  /** 10–200; HSS sorts by port, ascending. */
  limit: number
  offset: number
}

/**
 * What HSS answered to one window: the rows as they came, what it claims to have in all (null when it does not say),
 * and the rows that were none, counted by reason. The request's id finds the call at the vendor's.
 */
export type Window = {
  total: number | null
  rows: PortRow[]
  refused: readonly { reason: string; count: number }[]
  requestId: string | null
}

/** Which servers of a scope have a port: ListPortHost. */
type PortHostsRequest = {
  category: Category
  enterpriseProject: string
  port: number
  type?: string
  limit: number
  offset: number
}

/**
 * HSS, one attempt a call: no retry, no pacing, no cache. Pages may be smaller than what was asked for. The caller holds a place in the budget. Every failure is
 * an `HssError`; an aborted call rejects with the signal's reason.
 */
export interface HssClient {
  /** The id of the project, as set or as IAM has it for the region: known after the first answer. */
  projectId: (signal: AbortSignal) => Promise<string>
  statistics: (request: WindowRequest, signal: AbortSignal) => Promise<Window>
  /** `listed` is how many came, those that were none included: what offsets count. */
  portHosts: (
    request: PortHostsRequest,
    signal: AbortSignal,
  ) => Promise<PortHostsPage & { listed: number; requestId: string | null }>
  /** Enterprise projects by name (EPS). */
  enterpriseProjects: (signal: AbortSignal) => Promise<{ id: string; name: string }[]>
  /** Why the credential is not to be used without need: it was rejected within ten minutes. Null where it was not. */
  rejection: () => Promise<HssError | null>
  /** Forgets a token that HSS refused, so that the next call fetches a new one. With signed requests, nothing. */
  renewCredential: () => void
}
