import type { Values } from 'nuqs'

import type { Filter } from '#analysis/breakdown.ts'
import type { Query } from '#analysis/query/query.ts'

import { queryOf } from './parameters.ts'
import type { VIEW_PARAMETERS } from './parameters.ts'

export type View = Values<typeof VIEW_PARAMETERS>

/** A change of the view: parameters to set, `null` for their default. */
export type ViewChange = { [Name in keyof View]?: View[Name] | null }

/** What a view asks for, and the terms that are kept at hand but switched off. */
export type Chosen = { filter: Filter; off: Query }

/** Which rows a view shows. */
export const filterOf = ({
  port,
  port_string,
  q,
  type,
  status,
}: Pick<View, 'port' | 'port_string' | 'q' | 'type' | 'status'>): Filter => ({
  query: queryOf({ port, port_string, q }),
  types: type,
  statuses: status,
})
