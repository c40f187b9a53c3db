import { startSweep } from '#server/hss/sweep-state.ts'
import { nextWindow, takeWindow } from '#server/hss/sweep.ts'
import { createMovingSet, keyOf } from '#server/hss/testing/moving-set.ts'
import type { SetOptions } from '#server/hss/testing/moving-set.ts'

/** What a reading of a moving set came to. Rows that were there from its first call to its last can be missed. */
type Reading = { missed: number; repeated: number; calls: number }

const CALLS_PER_MINUTE = 5
const SEEDS = ['one', 'two', 'three']

/** How much a set moves between two calls. */
const CASES: readonly { title: string; set: Omit<SetOptions, 'seed'> }[] = [
  { title: '5,000 rows, nothing moves', set: { rows: 5_000 } },
  { title: '5,000 rows, 10 come and 10 go', set: { rows: 5_000, inserts: 10, deletes: 10 } },
  { title: '20,000 rows, 10 come and 10 go', set: { rows: 20_000, inserts: 10, deletes: 10 } },
  { title: '20,000 rows, 4 come and 16 go', set: { rows: 20_000, inserts: 4, deletes: 16 } },
]

/** The usual loop over offsets: pages of 100 until one is empty. */
function readPlainly(options: SetOptions): Reading {
  const set = createMovingSet(options)
  const keys: string[] = []
  let calls = 0
  for (let last = -1; keys.length !== last;) {
    last = keys.length
    keys.push(...set.read({ limit: 100, offset: keys.length }).rows.map(keyOf))
    calls += 1
  }
  return resultOf(set.always, keys, calls)
}

/** The product's sweep of the whole set, without the call for dangerous ports that goes before the first one. */
function sweep(options: SetOptions): Reading {
  const set = createMovingSet(options)
  const keys: string[] = []
  let state = startSweep({ dangerFirst: false, previousRows: 0 })
  for (let window = nextWindow(state); window; window = nextWindow(state)) {
    const step = takeWindow(state, set.read(window))
    keys.push(...step.change.rows.map(keyOf))
    state = step.state
  }
  return resultOf(set.always, keys, state.calls)
}

function resultOf(always: ReadonlySet<string>, keys: readonly string[], calls: number): Reading {
  const found = new Set(keys)
  return {
    missed: [...always].filter((key) => !found.has(key)).length,
    repeated: keys.length - found.size,
    calls,
  }
}

/** Both ways to read the same sets, as text: means of a few sets each, minutes at five calls a minute. */
export function compareSweeps(): string {
  const lines = CASES.flatMap(({ title, set }) =>
    (
      [
        ['sweep', sweep],
        ['plain loop', readPlainly],
      ] as const
    ).map(([name, read]) => {
      const readings = SEEDS.map((seed) => read({ ...set, seed }))
      const mean = (of: (reading: Reading) => number): number =>
        readings.reduce((sum, reading) => sum + of(reading), 0) / readings.length
      const calls = mean((reading) => reading.calls)
      const figures = [mean((reading) => reading.missed), mean((reading) => reading.repeated), calls]
      return columns(title, name, [...figures, calls / CALLS_PER_MINUTE])
    }),
  )
  const head = [
    'Reading HSS, where rows move between two calls',
    '',
    'missed',
    'repeated',
    'calls',
    'minutes',
  ]
  return [head.map((word, i) => pad(word, i)).join(' '), ...lines].join('\n')
}

const columns = (title: string, name: string, figures: readonly number[]): string =>
  [title, name, ...figures.map((figure) => figure.toFixed(1))].map((word, i) => pad(word, i)).join(' ')

const pad = (word: string, column: number): string =>
  column < 2 ? word.padEnd(column === 0 ? 48 : 12) : word.padStart(9)
