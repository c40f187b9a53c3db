import type { PortRow } from '#contract/port-row.ts'
import { dangerousPort } from '#knowledge/dangerous-ports.ts'

import { CLASSES, classTable, socketPlace } from './class-table.ts'
import type { RowSet } from './row-set.ts'
import { classWeight, statusWeight } from './score-weights.ts'
import type { Weights } from './score-weights.ts'

/**
 * The score of a view: an aid to look at the worst first, not a measure of risk. A row's share is
 *
 *     status weight × class weight × log2(1 + servers)
 *
 * rounded to tenths; the score is the sum of the shares. Rounding first is what makes the arithmetic exact: shares
 * are whole numbers, add up to the score to the last digit, and do not depend on other rows, so that the score
 * without some rows is the score less their shares. The price is up to half a tenth a row against the sum of the
 * unrounded ones.
 */
export type Score = {
  /** In tenths: 1234 is shown as 123.4. */
  readonly total: number
  /** The share of each row, in tenths, in the order in which the rows were given. */
  readonly shares: Uint32Array
}

/** The score of the rows at the given indices. Computed once as long as these and the weights stay the same. */
export function scoreRows(set: RowSet, indices: Uint32Array, weights: Weights): Score {
  const known = scores.get(indices)
  if (known?.set === set && known.weights === weights) return known.score
  const ofStatus = set.statuses.map((status) => statusWeight(weights, status))
  const ofClass = CLASSES.map((dangerClass) => classWeight(weights, dangerClass))
  const classes = classTable(set)
  const shares = new Uint32Array(indices.length)
  let total = 0
  indices.forEach((i, at) => {
    const place = classes[socketPlace(set.type[i] ?? 0, set.port[i] ?? 0)] ?? 0
    const share = tenths(ofStatus[set.status[i] ?? 0] ?? 0, ofClass[place] ?? 0, set.servers[i] ?? 0)
    shares[at] = share
    total += share
  })
  const score = { total, shares }
  scores.set(indices, { set, weights, score })
  return score
}

const scores = new WeakMap<Uint32Array, { set: RowSet; weights: Weights; score: Score }>()

/** The score if the rows at some places of its list were closed. */
export function scoreWithout({ total, shares }: Score, places: ReadonlySet<number>): number {
  let rest = total
  for (const place of places) rest -= shares[place] ?? 0
  return rest
}

/** The places of the largest shares, largest first; rows of one share in the order in which they were given. */
export function largestShares({ shares }: Score, count: number): number[] {
  const largest: number[] = []
  shares.forEach((share, place) => {
    const least = largest.length < count ? -1 : (shares[largest.at(-1) ?? -1] ?? -1)
    if (share <= least) return // the usual case: one comparison a row
    const at = largest.findIndex((other) => (shares[other] ?? 0) < share)
    largest.splice(at === -1 ? largest.length : at, 0, place)
    if (largest.length > count) largest.pop()
  })
  return largest
}

/** A row's share and what it is made of. `spread` is log2(1 + servers): twice the servers add one. */
type Share = { status: number; class: number; spread: number; tenths: number }

export function explainShare({ port, type, servers, status }: PortRow, weights: Weights): Share {
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
