import { PORT_RANGES } from '#analysis/dimensions.ts'
import type { Pairs } from '#analysis/fold.ts'
import type { RowSet } from '#analysis/row-set.ts'
import { wordColumn } from '#analysis/word-column.ts'
import { MAX_PORT, protocolOf } from '#contract/port-row.ts'

import { compileQuery } from './match.ts'
import type { Knowledge } from './match.ts'
import { PROPERTIES } from './query.ts'
import type { Condition, Field } from './query.ts'

/** A value that can be written after a field's colon, how many entries have it, and by what it stands before others. */
type Tallied = { readonly value: string; readonly rows: number; readonly rank: number }

/**
 * The values of a field that `fits` lets through, at most `most`, first the one that most rows have. Of ports, first
 * the one on most servers, since a port is in few rows whatever it is. One pass over the rows, and one over the `pairs` of
 * them that are one entry, which count once where both have a value.
 *
 * A service counts every row whose name contains its name, as a query does; which services are listed is decided
 * by the rows of the exact name, since comparing each of some thousand names with each would miss a frame.
 */
export function tally(
  field: Field,
  set: RowSet,
  indices: Uint32Array,
  knowledge: Knowledge,
  fits: (value: string) => boolean,
  most: number,
  pairs: Pairs,
): Tallied[] {
  const ofWords = (ids: ArrayLike<number>, words: readonly string[]): Tallied[] =>
    first(
      tallyWords(ids, words, indices, pairs).filter(({ value }) => fits(value)),
      most,
    )
  const counted = (value: string, condition: Condition): Tallied => {
    const passes = compileQuery([{ negated: false, condition }], set, knowledge)
    let rows = 0
    for (const i of indices) if (passes(i)) rows++
    pairs.first.forEach((a, p) => {
      if (passes(a) && passes(pairs.second[p] ?? 0)) rows--
    })
    return { value, rows, rank: rows }
  }
  switch (field) {
    case 'servers':
    case 'host':
    case 'ip':
    case 'program':
    case 'reach':
      return []
    case 'port':
      return tallyPorts(set, indices, fits, most, pairs)
    case 'is':
      return first(
        PROPERTIES.filter((value) => value !== 'odd' && fits(value)).map((value) =>
          counted(value, { field, values: [value] }),
        ),
        most,
      )
    case 'since':
      return first(
        SPANS.filter(fits).map((value) => counted(value, { field, values: [value] })),
        most,
      )
    case 'range': {
      const rows = PORT_RANGES.map(() => 0)
      for (const i of indices) {
        const at = PORT_RANGES.findIndex(({ to }) => (set.port[i] ?? 0) <= to)
        rows[at] = (rows[at] ?? 0) + 1
      }
      for (const i of pairs.first) {
        const at = PORT_RANGES.findIndex(({ to }) => (set.port[i] ?? 0) <= to)
        rows[at] = (rows[at] ?? 0) - 1
      }
      return first(
        PORT_RANGES.map(({ name }, at) => ({ value: name, rows: rows[at] ?? 0, rank: rows[at] ?? 0 })).filter(
          ({ value }) => fits(value),
        ),
        most,
      )
    }
    case 'type':
      return ofWords(set.type, set.types)
    case 'protocol':
      return ofWords(
        set.type,
        set.types.map((type) => protocolOf(type).toLowerCase()),
      )
    case 'status':
      return ofWords(set.status, set.statuses)
    case 'class':
    case 'tier': {
      const { ids, words } = wordColumn(set, field === 'class' ? knowledge.classOf : knowledge.tierOf)
      return ofWords(ids, words)
    }
    case 'service': {
      const { ids, words } = wordColumn(set, knowledge.nameOf)
      const all = tallyWords(ids, words, indices, pairs)
      const listed = first(
        all.filter(({ value }) => fits(value)),
        most,
      )
      return first(
        listed.map(({ value }) => withContained(value, all)),
        most,
      )
    }
  }
}

/** Spans that are offered; any other can be written. */
const SPANS = ['24h', '7d', '30d'] as const

function withContained(value: string, all: readonly Tallied[]): Tallied {
  const word = value.toLowerCase()
  const rows = all.reduce(
    (sum, other) => sum + (other.value.toLowerCase().includes(word) ? other.rows : 0),
    0,
  )
  return { value, rows, rank: rows }
}

/** Rows by word; words that differ in case alone are one, in its first spelling, and the empty word is none. */
function tallyWords(
  ids: ArrayLike<number>,
  words: readonly string[],
  indices: Uint32Array,
  { first, second }: Pairs,
): Tallied[] {
  const counts = new Uint32Array(words.length)
  for (const i of indices) {
    const id = ids[i] ?? 0
    counts[id] = (counts[id] ?? 0) + 1
  }
  for (let p = 0; p < first.length; p++) {
    const id = ids[first[p] ?? 0] ?? 0
    if (words[id] === words[ids[second[p] ?? 0] ?? 0]) counts[id] = (counts[id] ?? 0) - 1
  }
  const folded = new Map<string, { value: string; rows: number; rank: number }>()
  counts.forEach((rows, id) => {
    const value = words[id] ?? ''
    if (rows === 0 || value === '') return
    const known = folded.get(value.toLowerCase())
    if (known === undefined) {
      folded.set(value.toLowerCase(), { value, rows, rank: rows })
    } else {
      known.rows += rows
      known.rank += rows
    }
  })
  return [...folded.values()]
}

function tallyPorts(
  set: RowSet,
  indices: Uint32Array,
  fits: (value: string) => boolean,
  most: number,
  pairs: Pairs,
): Tallied[] {
  const rows = new Uint32Array(MAX_PORT + 1)
  const servers = new Float64Array(MAX_PORT + 1)
  const ports: number[] = [] // those there are: a fleet has some hundred of the 65,536
  for (const i of indices) {
    const port = set.port[i] ?? 0
    if (rows[port] === 0) ports.push(port)
    rows[port] = (rows[port] ?? 0) + 1
    servers[port] = (servers[port] ?? 0) + (set.servers[i] ?? 0)
  }
  for (const i of pairs.first) {
    const port = set.port[i] ?? 0
    rows[port] = (rows[port] ?? 0) - 1
  }
  const top: (Tallied & { port: number })[] = [] // few ever enter, so sorting all of them is spared
  for (const port of ports) {
    const rank = servers[port] ?? 0
    const comesAfter = (other: { rank: number; port: number }): boolean =>
      other.rank > rank || (other.rank === rank && other.port < port)
    const last = top.at(-1)
    if (last !== undefined && top.length === most && comesAfter(last)) continue
    const value = String(port)
    if (!fits(value)) continue
    const at = top.findIndex((other) => !comesAfter(other))
    top.splice(at === -1 ? top.length : at, 0, { port, value, rows: rows[port] ?? 0, rank })
    top.length = Math.min(top.length, most)
  }
  return top
}

/** The `most` of the highest rank, highest first; equals keep their order. */
export const first = <Value extends { readonly rank: number; readonly rows: number }>(
  tallied: readonly Value[],
  most: number,
): Value[] =>
  tallied
    .filter(({ rows }) => rows > 0)
    .sort((a, b) => b.rank - a.rank)
    .slice(0, most)
