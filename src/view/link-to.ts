import { createSerializer } from 'nuqs'

import type { ScopeQuery } from '#contract/scope.ts'

import { VIEW_PARAMETERS } from './parameters.ts'

const { project, category } = VIEW_PARAMETERS
const write = createSerializer({ project, category }, { clearOnDefault: false })

/**
 * The link to a view, from its address: the same with its scope written out. What was chosen is in the address already; what
 * was not is what the page shows without a choice, which a reader of the link should not have to know.
 */
export const linkTo = ({ project, category }: ScopeQuery, address: string): string =>
  write(address, { project, category })
