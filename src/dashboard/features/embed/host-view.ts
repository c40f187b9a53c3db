import { createLoader, createSerializer } from 'nuqs'

import { VIEW_PARAMETERS } from '#view/parameters.ts'
import type { View, ViewChange } from '#view/view.ts'

const write = createSerializer(VIEW_PARAMETERS)
const read = createLoader(VIEW_PARAMETERS)

/** A view as the query string that a host mirrors in its own address, without a question mark. */
export const queryOfView = (view: View): string => write(view).slice(1)

/** The change from any view to that of a query string. What cannot be read counts as absent, as in an address. */
export const viewOfQuery = (query: string): ViewChange => read(`?${query.replace(/^\?/, '')}`)
