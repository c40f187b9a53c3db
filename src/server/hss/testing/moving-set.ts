import type { PortRow } from '#contract/port-row.ts'
import { randomOf } from '#demo/random.ts'
import type { Window, WindowRequest } from '#server/hss/types.ts'

const TYPES = ['TCP', 'TCP6', 'UDP', 'UDP6'] as const
const STATUSES = ['danger', 'normal', 'unknown', 'unknown'] as const

/** How a set moves between two calls, and how a region that reads it out differs from the reference. */
export type SetOptions = {
  seed: string
  rows: number
  inserts?: number
  deletes?: number
  relabels?: number
  /** Ports are below this: few ports have many types each. */
  ports?: number
  limitCap?: number
  ignores?: readonly ('sort_key' | 'status')[]
  claimsTotal?: boolean
}

export const keyOf = ({ port, type }: Pick<PortRow, 'port' | 'type'>): string => `${port}/${type}`

/**
 * The rows of one scope as HSS has them, moving before each call. It remembers which rows were there at every call so
 * far, and which at any.
 */
export function createMovingSet(options: SetOptions) {
  const { seed, inserts = 0, deletes = 0, relabels = 0, ports = 65_536, ignores = [] } = options
  const { limitCap = 200, claimsTotal = true } = options
  const random = randomOf(seed)
  const rows = new Map<string, PortRow>()
  const oneOf = <T>(list: readonly T[]): T | undefined => list[random.between(0, list.length - 1)]

  const insert = (): void => {
    if (rows.size >= ports * TYPES.length) return
    for (;;) {
      const port = random.between(0, ports - 1)
      const row = { port, type: oneOf(TYPES) ?? 'TCP', servers: 1, status: oneOf(STATUSES) ?? 'unknown' }
      if (!rows.has(keyOf(row))) return void rows.set(keyOf(row), row)
    }
  }
  while (rows.size < options.rows) insert()

  let isBegun = false
  const always = new Set<string>()
  const ever = new Set<string>()
  const move = (): void => {
    const keys = deletes + relabels === 0 ? [] : [...rows.keys()]
    for (let i = 0; i < deletes; i++) rows.delete(oneOf(keys) ?? '')
    for (let i = 0; i < inserts; i++) insert()
    for (let i = 0; i < relabels; i++) {
      const row = rows.get(oneOf(keys) ?? '')
      if (row)
        rows.set(keyOf(row), { ...row, servers: random.between(1, 500), status: oneOf(STATUSES) ?? '' })
    }
  }
  const watch = (): void => {
    if (!isBegun) for (const key of rows.keys()) always.add(key)
    isBegun = true
    for (const key of always) if (!rows.has(key)) always.delete(key)
    for (const key of rows.keys()) ever.add(key)
  }

  return {
    rows,
    /** Keys of the rows that were there at every call, and at one or more. */
    always,
    ever,
    read: ({ status, limit, offset }: Pick<WindowRequest, 'status' | 'limit' | 'offset'>): Window => {
      move()
      watch()
      const found = [...rows.values()]
        .filter((row) => status === undefined || ignores.includes('status') || row.status === status)
        .map((row) => ({ row, tie: random.next() }))
      if (!ignores.includes('sort_key')) found.sort((a, b) => a.row.port - b.row.port || a.tie - b.tie)
      return {
        total: claimsTotal ? found.length : null,
        rows: found.slice(offset, offset + Math.min(limit, limitCap)).map(({ row }) => row),
        refused: [],
        requestId: null,
      }
    },
  }
}
