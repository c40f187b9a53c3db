import { useInfiniteQuery, useMutation } from '@tanstack/react-query'

import { useQueries } from './hooks.ts'

// What changes something, or is read page by page. Only parts that come late do so, and React Query's means for it come
// with them.

export const useSaveView = () => useMutation(useQueries().saveView())
export const useForgetView = () => useMutation(useQueries().forgetView())

/** Asks HSS itself about a port, on a person's demand. */
export const useAsk = () => useMutation(useQueries().ask())

/** Lets the server try at once what waits after a failure of HSS. */
export const useRetry = () => useMutation(useQueries().retry())

export const useSignIn = () => useMutation(useQueries().signIn())
export const useSignOut = () => useMutation(useQueries().signOut())

/** Who signed in and who changed what. */
export const useAudit = () => useInfiniteQuery(useQueries().audit())
