import type { RowSet } from './row-set.ts'

/** The name of a row's service, or of its class; '' where there is none. */
export type NameOf = (port: number, type: string) => string

/** What the rows of a set are called: row `i` is `words[ids[i]]`. Each word is there once. */
type WordColumn = { readonly ids: Uint32Array; readonly words: readonly string[] }

/**
 * What a naming calls the rows of a set. It is asked once for each row, for as long as both live: after that, a question
 * about names is one about some thousand words instead of 262,144 rows.
 */
export function wordColumn(set: RowSet, nameOf: NameOf): WordColumn {
  const ofSet = columns.get(set) ?? new WeakMap<NameOf, WordColumn>()
  columns.set(set, ofSet)
  const known = ofSet.get(nameOf)
  if (known) return known
  const places = new Map<string, number>()
  const ids = new Uint32Array(set.size)
  let last: string | null = null // neighbours are mostly one port with two types: the same name
  let id = 0
  for (let i = 0; i < set.size; i++) {
    const name = nameOf(set.port[i] ?? 0, set.types[set.type[i] ?? 0] ?? '')
    if (name !== last) {
      id = places.get(name) ?? places.size
      places.set(name, id)
      last = name
    }
    ids[i] = id
  }
  const made = { ids, words: [...places.keys()] }
  ofSet.set(nameOf, made)
  return made
}

const columns = new WeakMap<RowSet, WeakMap<NameOf, WordColumn>>()
