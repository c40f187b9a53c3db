import { createHash } from 'node:crypto'

import type { Scope } from '#contract/scope.ts'

/** The same for one server in every import and every store, unlike a row's number, and without its address in it. */
export const hostIdOf = ({ project, category, enterpriseProject }: Scope, key: string): string =>
  createHash('sha256')
    .update(JSON.stringify([project, category, enterpriseProject, key]))
    .digest('hex')
    .slice(0, 32)
