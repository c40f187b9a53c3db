import { summarize } from './stats.ts'
import type { Stats } from './stats.ts'

/** A job, what the product took for it, and what something else took for the same job in the same run. */
export type Line = {
  job: string
  unit: Unit
  product: Stats
  other?: Stats
  otherName?: string
  ratio?: number
}
export type Section = { title: string; lines: Line[] }
type Unit = 'ms' | 'kB' | 'MB'

const PER_UNIT: Record<Unit, number> = { ms: 1, kB: 1000, MB: 1_000_000 }

/** @param other beside what it is read: no figure of a busy machine says anything by itself. */
export function line(
  job: string,
  unit: Unit,
  product: readonly number[],
  other?: { name: string; samples: readonly number[] },
): Line {
  const scaled = (samples: readonly number[]) => summarize(samples.map((sample) => sample / PER_UNIT[unit]))
  const own = scaled(product)
  if (other === undefined) return { job, unit, product: own }
  const theirs = scaled(other.samples)
  return { job, unit, product: own, other: theirs, otherName: other.name, ratio: own.p50 / theirs.p50 }
}

/** The report as text: medians, tails, and the product's median as a multiple of the other's. */
export function print(sections: readonly Section[]): string {
  const columns = (cells: readonly string[]) =>
    cells.map((cell, i) => (i === 0 ? cell.padEnd(44) : cell.padStart(i === 5 || i === 6 ? 12 : 9))).join(' ')
  return sections
    .flatMap(({ title, lines }) => [
      '',
      title,
      columns(['', 'p50', 'p95', 'p99', 'n', 'beside p50', 'beside p95', 'ratio']),
      ...lines.map(({ job, unit, product, other, otherName, ratio }) =>
        `${columns([
          `${job}, ${unit}`,
          figure(product.p50),
          figure(product.p95),
          figure(product.p99),
          String(product.n),
          other ? figure(other.p50) : '',
          other ? figure(other.p95) : '',
          ratio === undefined ? '' : ratio.toFixed(2),
        ])}  ${otherName ?? ''}`.trimEnd(),
      ),
    ])
    .join('\n')
}

const figure = (value: number): string => (value < 100 ? value.toFixed(1) : Math.round(value).toString())
