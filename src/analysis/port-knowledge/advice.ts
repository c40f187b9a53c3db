import { AMPLIFIERS } from '#analysis/port-knowledge/advice/amplifiers.ts'
import type { Article } from '#analysis/port-knowledge/advice/article.ts'
import { CLUSTERS } from '#analysis/port-knowledge/advice/clusters.ts'
import { DATA_STORES } from '#analysis/port-knowledge/advice/data-stores.ts'
import { FILES_AND_NAMES } from '#analysis/port-knowledge/advice/files-and-names.ts'
import { REMOTE } from '#analysis/port-knowledge/advice/remote.ts'
import { protocolOf, TYPES } from '#contract/port-row.ts'

/** Why a port is dangerous and what to do, in the languages of the page, with the source that vouches for it. */
export type Advice = Omit<Article, 'ports'>

const byPort: ReadonlyMap<string, Advice> = new Map(
  [...REMOTE, ...FILES_AND_NAMES, ...AMPLIFIERS, ...DATA_STORES, ...CLUSTERS].flatMap(
    ({ ports, ...advice }) => ports.map((port) => [port, advice] as const),
  ),
)

/**
 * The advice on a dangerous port; undefined exactly where the table has no entry. This module is heavy with text: the
 * page imports it when somebody opens a port.
 */
export const adviceFor = (port: number, type: string): Advice | undefined =>
  TYPES.some((known) => known === type) ? byPort.get(`${port}/${protocolOf(type)}`) : undefined
