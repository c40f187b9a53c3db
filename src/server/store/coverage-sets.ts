import { createHash } from 'node:crypto'

import type { Kysely } from 'kysely'

import { joinRanges } from './coverage.ts'
import type { Tables } from './schema.ts'
import { storable } from './text.ts'
import type { Coverage } from './types.ts'

/** What tells one set of ranges from another, given as the text that is kept. */
export const digestOf = (ranges: string): string => createHash('sha256').update(ranges).digest('hex')

/**
 * The sets of port ranges of the `coverage` table, for the time of one import. There are few: all servers of a scan have
 * one. So each is read, joined with another and written once, however many servers have it.
 */
export class CoverageSets {
  readonly #db: Kysely<Tables>
  readonly #ranges = new Map<number, readonly Coverage[]>()
  readonly #kept = new Map<readonly Coverage[], readonly Coverage[]>()
  /** By the list that a report has, which the reports of one scan share, and by what was covered before. */
  readonly #unions = new Map<readonly Coverage[], Map<number | null, number>>()

  constructor(db: Kysely<Tables>) {
    this.#db = db
  }

  /** The number of what is covered by a known set, null for none, and these ranges together. */
  async union(known: number | null, covered: readonly Coverage[]): Promise<number> {
    const found = this.#unions.get(covered)?.get(known)
    if (found !== undefined) return found
    const before = known === null ? [] : await this.#rangesOf(known)
    const union = await this.#numberOf(joinRanges([...before, ...this.kept(covered)]))
    this.#unions.set(
      covered,
      (this.#unions.get(covered) ?? new Map<number | null, number>()).set(known, union),
    )
    return union
  }

  /** Ranges with types as they are kept. */
  kept(covered: readonly Coverage[]): readonly Coverage[] {
    const known = this.#kept.get(covered)
    if (known) return known
    const kept = covered.map(({ type, from, to }) => ({ type: storable(type), from, to }))
    this.#kept.set(covered, kept)
    return kept
  }

  async #rangesOf(id: number): Promise<readonly Coverage[]> {
    const known = this.#ranges.get(id)
    if (known) return known
    const { ranges } = await this.#db
      .selectFrom('coverage')
      .select('ranges')
      .where('id', '=', id)
      .executeTakeFirstOrThrow()
    const read = readRanges(ranges)
    this.#ranges.set(id, read)
    return read
  }

  async #numberOf(joined: readonly Coverage[]): Promise<number> {
    const ranges = JSON.stringify(joined)
    const { id } = await this.#db
      .insertInto('coverage')
      .values({ digest: digestOf(ranges), ranges })
      .onConflict((known) =>
        known.column('digest').doUpdateSet((eb) => ({ digest: eb.ref('coverage.digest') })),
      )
      .returning('id')
      .executeTakeFirstOrThrow()
    this.#ranges.set(id, joined)
    return id
  }
}

/** A set as it is kept. */
export const readRanges = (ranges: string): Coverage[] => JSON.parse(ranges) as Coverage[] // oxlint-disable-line typescript/no-unsafe-type-assertion -- this file alone writes it
