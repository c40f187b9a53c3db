import { queryOptions, useQuery } from '@tanstack/react-query'

import type { NameOf } from '#analysis/word-column.ts'
import { loadServiceNames } from '#knowledge/service-names.ts'
import { knownService } from '#knowledge/well-known-names.ts'

const serviceNames = queryOptions({
  queryKey: ['service names'],
  queryFn: async () => {
    await whenIdle()
    return await loadServiceNames()
  },
  staleTime: Infinity,
  gcTime: Infinity,
  structuralSharing: false, // a function in it: never to be compared
})

/** How long the names wait at most, in milliseconds. */
const PATIENCE = 1_000

/** Resolves when the browser has nothing else to do: the names are many, and the first rows and charts come before them. */
const whenIdle = (): Promise<unknown> =>
  new Promise((resolve) => {
    if (typeof requestIdleCallback === 'undefined') setTimeout(resolve, PATIENCE / 2) // Safari
    else requestIdleCallback(resolve, { timeout: PATIENCE })
  })

/** The names of services: those of the knowledge base at once, IANA's when there was time for their chunk. */
export const useServiceNames = (): NameOf => useQuery(serviceNames).data?.nameOf ?? knownService
