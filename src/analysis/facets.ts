import { DIMENSIONS, PORT_RANGES } from './dimensions.ts'
import type { Dimension } from './dimensions.ts'
import type { RowSet } from './row-set.ts'
import { CLASSES, classTable, socketPlace, TIERS_FROM_LEAST, tierTable } from './socket-table.ts'

/** Values of one dimension that a reader wants and does not want. Without any wanted, all but the unwanted are. */
export type Choice = { readonly included: readonly string[]; readonly excluded: readonly string[] }
export type Choices = Readonly<Record<Dimension, Choice>>

/** A value, and how many entries of the set would be shown of it if its own dimension had no choice. */
export type FacetValue = { value: string; rows: number; choice: 'included' | 'excluded' | 'none' }
export type Facets = Readonly<Record<Dimension, readonly FacetValue[]>>

/**
 * The values of each dimension with their entries, counted under the choices of the other dimensions and not under its
 * own, so that a choice does not hide what else could be chosen. Most entries first, values without any left out
 * unless chosen.
 *
 * @param indices the rows that everything except these choices lets through; of a folded set, those that it is made of.
 */
export function countFacets(set: RowSet, indices: Iterable<number>, choices: Choices): Facets {
  const words: Record<Dimension, readonly string[]> = {
    type: set.types,
    status: set.statuses,
    tier: TIERS_FROM_LEAST.map((tier) => tier ?? ''), // a row of no tier is under no value of the facet
    class: CLASSES.map((dangerClass) => dangerClass ?? ''), // nor one of no class
    range: PORT_RANGES.map(({ name }) => name),
  }
  const classes = classTable(set)
  const tiers = tierTable(set)
  const counts = {
    type: new Uint32Array(words.type.length),
    status: new Uint32Array(words.status.length),
    tier: new Uint32Array(words.tier.length),
    class: new Uint32Array(words.class.length),
    range: new Uint32Array(words.range.length),
  }

  // One pass makes cells of rows that agree in all of them; everything else is sums over some thousand cells.
  const cells = new Uint32Array(
    words.type.length * words.status.length * words.tier.length * words.class.length * words.range.length,
  )
  const cellOf = (i: number): number => {
    const port = set.port[i] ?? 0
    const type = set.type[i] ?? 0
    const place = socketPlace(type, port)
    const range = port < PORT_RANGES[1].from ? 0 : port < PORT_RANGES[2].from ? 1 : 2
    return (
      (((type * words.status.length + (set.status[i] ?? 0)) * words.tier.length + (tiers[place] ?? 0)) *
        words.class.length +
        (classes[place] ?? 0)) *
        words.range.length +
      range
    )
  }
  const isIn = new Uint8Array(set.folds?.rows.size ?? 0)
  for (const i of indices) {
    const at = cellOf(i)
    cells[at] = (cells[at] ?? 0) + 1
    isIn[i] = 1
  }

  const chosen = {
    type: spelled(choices.type, words.type),
    status: spelled(choices.status, words.status),
    tier: spelled(choices.tier, words.tier),
    class: spelled(choices.class, words.class),
    range: choices.range,
  }
  const passes = {
    type: words.type.map((word) => isChosen(chosen.type, word)),
    status: words.status.map((word) => isChosen(chosen.status, word)),
    tier: words.tier.map((word) => isChosen(chosen.tier, word)),
    class: words.class.map((word) => isChosen(chosen.class, word)),
    range: words.range.map((word) => isChosen(chosen.range, word)),
  }
  cells.forEach((rows, at) => {
    if (rows === 0) return
    const place = placeOf(at, words)
    const closed = DIMENSIONS.filter((dimension) => passes[dimension][place[dimension]] === false)
    const [first, second] = closed
    if (second !== undefined) return
    for (const dimension of first === undefined ? DIMENSIONS : [first]) {
      const column = counts[dimension]
      column[place[dimension]] = (column[place[dimension]] ?? 0) + rows
    }
  })

  // Two rows that are one entry were counted twice under each value that both of them have.
  const twice = new Map<number, number>()
  if (set.folds !== undefined) {
    const { first, second } = set.folds
    for (let p = 0; p < first.length; p++) {
      const [a, b] = [first[p] ?? 0, second[p] ?? 0]
      if (isIn[a] !== 1 || isIn[b] !== 1) continue
      const both = cellOf(a) * cells.length + cellOf(b)
      twice.set(both, (twice.get(both) ?? 0) + 1)
    }
  }
  for (const [both, entries] of twice) {
    const [a, b] = [placeOf(Math.floor(both / cells.length), words), placeOf(both % cells.length, words)]
    for (const dimension of DIMENSIONS) {
      const isBoth = [a, b].every((place) =>
        DIMENSIONS.every((other) => other === dimension || passes[other][place[other]] !== false),
      )
      if (!isBoth || a[dimension] !== b[dimension]) continue
      const column = counts[dimension]
      column[a[dimension]] = (column[a[dimension]] ?? 0) - entries
    }
  }

  const facet = (dimension: Dimension): FacetValue[] =>
    list(words[dimension], counts[dimension], chosen[dimension])
  return {
    type: facet('type'),
    status: facet('status'),
    tier: facet('tier'),
    class: facet('class'),
    range: facet('range'),
  }
}

/** The coordinates of a cell. */
function placeOf(
  at: number,
  words: Readonly<Record<Dimension, readonly string[]>>,
): Record<Dimension, number> {
  const range = at % words.range.length
  const byClass = Math.floor(at / words.range.length)
  const byTier = Math.floor(byClass / words.class.length)
  const byStatus = Math.floor(byTier / words.tier.length)
  return {
    range,
    class: byClass % words.class.length,
    tier: byTier % words.tier.length,
    status: byStatus % words.status.length,
    type: Math.floor(byStatus / words.status.length),
  }
}

/** A choice in the spelling of the rows: a query names types, tiers and classes in either case. */
function spelled({ included, excluded }: Choice, words: readonly string[]): Choice {
  const spell = (chosen: string): string =>
    words.find((word) => word.toLowerCase() === chosen.toLowerCase()) ?? chosen
  return { included: included.map(spell), excluded: excluded.map(spell) }
}

const isChosen = ({ included, excluded }: Choice, word: string): boolean =>
  (included.length === 0 || included.includes(word)) && !excluded.includes(word)

function list(words: readonly string[], counts: Uint32Array, choice: Choice): FacetValue[] {
  const all = [...new Set([...words, ...choice.included, ...choice.excluded])].filter((word) => word !== '')
  return all
    .map((value): FacetValue => ({
      value,
      rows: counts[words.indexOf(value)] ?? 0,
      choice: choice.excluded.includes(value)
        ? 'excluded'
        : choice.included.includes(value)
          ? 'included'
          : 'none',
    }))
    .filter(({ rows, choice }) => rows > 0 || choice !== 'none')
    .sort((a, b) => b.rows - a.rows) // stable: equals stay in listing order
}
