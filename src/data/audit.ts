import { infiniteQueryOptions, useInfiniteQuery } from '@tanstack/react-query'

import { AUDIT_LIMITS, AUDIT_PATH, AuditAnswer } from '#contract/audit.ts'
import type { AuditEntry } from '#contract/audit.ts'

import { read } from './http.ts'
import type { Http } from './http.ts'
import { useServer } from './server.ts'

/** Entries of the audit log, newest first, and the `before` of the next ones; null where there are none. */
type AuditPage = { entries: AuditEntry[]; before: number | null }

/** Those older than the entry `before`. */
async function readAudit(http: Http, before: number | null, signal: AbortSignal): Promise<AuditPage> {
  const query = before === null ? '' : `?${new URLSearchParams({ before: String(before) }).toString()}`
  const answer = await http.get(`${AUDIT_PATH}${query}`, signal)
  const { entries } = await read(answer, (wire) => AuditAnswer.parse(wire))
  return { entries, before: entries.length < AUDIT_LIMITS.default ? null : (entries.at(-1)?.id ?? null) }
}

const audit = (http: Http) =>
  infiniteQueryOptions({
    queryKey: ['audit'],
    queryFn: ({ pageParam, signal }) => readAudit(http, pageParam, signal),
    initialPageParam: null as number | null, // the newest, and then the number of an entry
    getNextPageParam: ({ before }) => before,
    staleTime: 0,
  })

/** Who signed in and who changed what, page by page into the past. */
export const useAudit = () => useInfiniteQuery(audit(useServer().http))
