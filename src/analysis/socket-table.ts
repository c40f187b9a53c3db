import { MAX_PORT } from '#contract/port-row.ts'
import { dangerousPort, DANGEROUS_PORTS, TIERS } from '#knowledge/dangerous-ports.ts'
import type { DangerClass, Tier } from '#knowledge/dangerous-ports.ts'

import type { RowSet } from './row-set.ts'

/** The classes by their places in a {@link classTable}; 0 is a port that our table of dangerous ports does not hold. */
export const CLASSES: readonly (DangerClass | undefined)[] = [
  undefined,
  ...new Set(DANGEROUS_PORTS.map((entry) => entry.class)),
]

/** The tiers by their places in a {@link tierTable}, least first; 0 is a port without one. */
export const TIERS_FROM_LEAST: readonly (Tier | undefined)[] = [undefined, ...TIERS.toReversed()]

/** The class of every port with every type of a set. */
export const classTable = socketTable((entry) => CLASSES.indexOf(entry?.class))

/** The tier of every port with every type of a set. */
export const tierTable = socketTable((entry) => TIERS_FROM_LEAST.indexOf(entry?.tier))

/** Where a table of sockets holds a port with the type of that index. */
export const socketPlace = (type: number, port: number): number => type * (MAX_PORT + 1) + port

/**
 * What our table of dangerous ports says of every port with every type of a set, at {@link socketPlace}: a pass over the
 * rows costs one read a row instead of two look-ups in maps. Made once a set.
 */
function socketTable(place: (entry: ReturnType<typeof dangerousPort>) => number) {
  const tables = new WeakMap<RowSet, Uint8Array>()
  return (set: RowSet): Uint8Array => {
    const known = tables.get(set)
    if (known) return known
    const table = new Uint8Array(set.types.length * (MAX_PORT + 1))
    set.types.forEach((type, t) => {
      for (const { port } of DANGEROUS_PORTS) table[socketPlace(t, port)] = place(dangerousPort(port, type))
    })
    tables.set(set, table)
    return table
  }
}
