import { randomOf } from '#demo/random.ts'

/** A row as HSS words it. */
export type WireRow = { port: number; type: string; num: number; status: string }

/** What a reader may ask for. Absent filters match everything; without `descending` the order is that of no key. */
type FleetQuery = {
  port?: number
  portString?: string
  type?: string
  status?: string
  descending?: boolean
}

/** How many rows appear, disappear and change between two calls. */
export type Churn = { inserts: number; deletes: number; relabels: number }

const TYPES = ['TCP', 'TCP6', 'UDP', 'UDP6']
const STATUSES = ['danger', 'normal', 'unknow', 'unknow', 'unknow']
const LAST_PORT = 65_535

/** The open ports of one scope, which move while they are read. The same seed gives the same life. */
export interface Fleet {
  readonly rows: ReadonlyMap<string, WireRow>
  /** Rows that match, in the order of their ports; several types of one port come in another order each time. */
  read: (query: FleetQuery) => WireRow[]
  /** Lets the time between two calls pass. */
  move: () => void
  put: (row: WireRow) => void
  remove: (port: number, type: string) => void
  /** Sets what `move` does from now on. */
  churn: (churn: Churn) => void
}

export const keyOf = ({ port, type }: Pick<WireRow, 'port' | 'type'>): string => `${port}/${type}`

export function createFleet(
  seed: string,
  size: number,
  churn: Churn = { inserts: 0, deletes: 0, relabels: 0 },
): Fleet {
  const random = randomOf(seed)
  const below = (end: number): number => random.between(0, end - 1)
  const rows = new Map<string, WireRow>()
  let moves = churn

  const put = (row: WireRow): void => void rows.set(keyOf(row), row)
  const insert = (): void => {
    if (rows.size >= (LAST_PORT + 1) * TYPES.length) return
    for (;;) {
      const row = {
        port: below(LAST_PORT + 1),
        type: TYPES[below(TYPES.length)]!,
        num: 1 + below(500),
        status: STATUSES[below(STATUSES.length)]!,
      }
      if (!rows.has(keyOf(row))) return put(row)
    }
  }
  const any = (): WireRow | undefined => (rows.size === 0 ? undefined : [...rows.values()][below(rows.size)])

  while (rows.size < size) insert()

  return {
    rows,
    put,
    remove: (port, type) => void rows.delete(keyOf({ port, type })),
    churn: (next) => {
      moves = next
    },
    move: () => {
      for (let i = 0; i < moves.deletes; i++) {
        const row = any()
        if (row) rows.delete(keyOf(row))
      }
      for (let i = 0; i < moves.inserts; i++) insert()
      for (let i = 0; i < moves.relabels; i++) {
        const row = any()
        if (row) put({ ...row, num: 1 + below(500), status: STATUSES[below(STATUSES.length)]! })
      }
    },
    read: (query) => {
      const found = [...rows.values()].filter(
        (row) =>
          (query.port === undefined || row.port === query.port) &&
          (query.portString === undefined || String(row.port).includes(query.portString)) &&
          (query.type === undefined || row.type === query.type) &&
          (query.status === undefined || sameStatus(row.status, query.status)),
      )
      if (query.descending === undefined) return found
      const direction = query.descending ? -1 : 1
      const tie = new Map(found.map((row) => [row, random.next()]))
      return found.sort((a, b) => direction * (a.port - b.port) || tie.get(a)! - tie.get(b)!)
    },
  }
}

const sameStatus = (a: string, b: string): boolean =>
  a.replace('unknown', 'unknow') === b.replace('unknown', 'unknow')
