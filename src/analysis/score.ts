import type { PortRow } from '#contract/port-row.ts'
import { dangerousPort } from '#knowledge/dangerous-ports.ts'

import type { RowSet } from './row-set.ts'
import { classWeight, statusWeight } from './score-weights.ts'
import type { Weights } from './score-weights.ts'
import { CLASSES, classTable, socketPlace } from './socket-table.ts'

/**
 * The score of a view: a prioritization score, not a risk rating. A row's contribution is
 *
 *     status weight × class weight × log2(1 + servers)
 *
 * rounded to tenths; the score is the sum of the contributions. Rounding first is what makes the arithmetic exact: contributions
 * are whole numbers, add up to the score to the last digit, and do not depend on other rows, so that the score
 * without some rows is the score less their contributions. The price is up to half a tenth a row against the sum of the
 * unrounded ones.
 */
export type Score = {
  /** In tenths: 1234 is shown as 123.4. */
  readonly total: number
  /** The contribution of each row, in tenths, in the order in which the rows were given. */
  readonly contributions: Uint32Array
}

/** The score of the rows at the given indices. Computed once as long as these and the weights stay the same. */
export function scoreRows(set: RowSet, indices: Uint32Array, weights: Weights): Score {
  const known = scores.get(indices)
  if (known?.set === set && known.weights === weights) return known.score
  const ofStatus = set.statuses.map((status) => statusWeight(weights, status))
  const ofClass = CLASSES.map((dangerClass) => classWeight(weights, dangerClass))
  const classes = classTable(set)
  const contributions = new Uint32Array(indices.length)
  let total = 0
  indices.forEach((i, at) => {
    const place = classes[socketPlace(set.type[i] ?? 0, set.port[i] ?? 0)] ?? 0
    const contribution = tenths(ofStatus[set.status[i] ?? 0] ?? 0, ofClass[place] ?? 0, set.servers[i] ?? 0)
    contributions[at] = contribution
    total += contribution
  })
  const score = { total, contributions }
  scores.set(indices, { set, weights, score })
  return score
}

const scores = new WeakMap<Uint32Array, { set: RowSet; weights: Weights; score: Score }>()

/** The score if the rows at some places of its list were closed. */
export function scoreWithout({ total, contributions }: Score, places: ReadonlySet<number>): number {
  let rest = total
  for (const place of places) rest -= contributions[place] ?? 0
  return rest
}

/** The places of the largest contributions, largest first; rows of one contribution in the order in which they were given. */
export function largestContributions({ contributions }: Score, count: number): number[] {
  const largest: number[] = []
  contributions.forEach((contribution, place) => {
    const least = largest.length < count ? -1 : (contributions[largest.at(-1) ?? -1] ?? -1)
    if (contribution <= least) return // the usual case: one comparison a row
    const at = largest.findIndex((other) => (contributions[other] ?? 0) < contribution)
    largest.splice(at === -1 ? largest.length : at, 0, place)
    if (largest.length > count) largest.pop()
  })
  return largest
}

/** A row's contribution and what it is made of. `spread` is log2(1 + servers): twice the servers add one. */
type Contribution = { status: number; class: number; spread: number; tenths: number }

export function explainContribution(
  { port, type, servers, status }: PortRow,
  weights: Weights,
): Contribution {
  const ofStatus = statusWeight(weights, status)
  const ofClass = classWeight(weights, dangerousPort(port, type)?.class)
  return {
    status: ofStatus,
    class: ofClass,
    spread: Math.log2(1 + servers),
    tenths: tenths(ofStatus, ofClass, servers),
  }
}

const tenths = (ofStatus: number, ofClass: number, servers: number): number =>
  Math.round(ofStatus * ofClass * Math.log2(1 + servers) * 10)
