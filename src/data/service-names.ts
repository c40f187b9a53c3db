import { queryOptions, useQuery } from '@tanstack/react-query'

import type { NameOf } from '#analysis/word-column.ts'
import { loadServiceNames } from '#knowledge/service-names.ts'
import { knownService } from '#knowledge/well-known-names.ts'

const serviceNames = queryOptions({
  queryKey: ['service names'],
  queryFn: loadServiceNames,
  staleTime: Infinity,
  gcTime: Infinity,
  structuralSharing: false, // a function in it: never to be compared
})

/** The names of services: those of the knowledge base at once, IANA's when their chunk has come. */
export const useServiceNames = (): NameOf => useQuery(serviceNames).data?.nameOf ?? knownService
