import type { NameOf } from '#analysis/order.ts'
import type { RowSet } from '#analysis/row-set.ts'
import { wordColumn } from '#analysis/word-column.ts'
import { MAX_PORT, protocolOf } from '#contract/port-row.ts'

import { RARE_SERVERS } from './query.ts'
import type { Condition, NumberValue, PortValue, Query } from './query.ts'

/** What a query asks of a row besides what the row says itself: the service that people expect, and its class. */
export type Knowledge = { nameOf: NameOf; classOf: NameOf }

/** Whether row `i` of a set passes. */
export type Match = (i: number) => boolean

/**
 * A query as a function of row indices. What depends on a port, a type or a status alone is looked up in a table made
 * beforehand, so that a row costs a few reads whatever the query says.
 *
 * Words are compared without regard to case. A service matches when its name contains the word; type, protocol,
 * status and class match as a whole.
 */
export function compileQuery(query: Query, set: RowSet, knowledge: Knowledge): Match {
  const tests = query.map(({ negated, condition }): Match => {
    const holds = compileCondition(condition, set, knowledge)
    return negated ? (i) => !holds(i) : holds
  })
  if (tests.length === 0) return () => true
  return tests.reduce((first, second) => (i) => first(i) && second(i))
}

function compileCondition(condition: Condition, set: RowSet, { nameOf, classOf }: Knowledge): Match {
  switch (condition.field) {
    case 'port': {
      const ports = maskOfPorts(condition.values)
      return (i) => ports[set.port[i] ?? 0] === 1
    }
    case 'servers':
      return (i) => contains(condition.values, set.servers[i] ?? 0)
    case 'is':
      return (i) => (set.servers[i] ?? 0) <= RARE_SERVERS
    case 'socket': {
      const types = maskOfWords(set.types, (type) => same(protocolOf(type), condition.protocol))
      return (i) => set.port[i] === condition.port && types[set.type[i] ?? 0] === 1
    }
    case 'type': {
      const types = maskOfWords(set.types, (type) => isOneOf(condition.values, type))
      return (i) => types[set.type[i] ?? 0] === 1
    }
    case 'proto': {
      const types = maskOfWords(set.types, (type) => isOneOf(condition.values, protocolOf(type)))
      return (i) => types[set.type[i] ?? 0] === 1
    }
    case 'status': {
      const statuses = maskOfWords(set.statuses, (status) => isOneOf(condition.values, status))
      return (i) => statuses[set.status[i] ?? 0] === 1
    }
    case 'service': {
      const wanted = condition.values.map((word) => word.toLowerCase())
      return byWord(set, nameOf, (name) => {
        const folded = name.toLowerCase()
        return wanted.some((word) => folded.includes(word))
      })
    }
    case 'class':
      return byWord(set, classOf, (word) => isOneOf(condition.values, word))
  }
}

/** A test of what a row is called, asked once for each word. */
function byWord(set: RowSet, nameOf: NameOf, holds: (word: string) => boolean): Match {
  const { ids, words } = wordColumn(set, nameOf)
  const passing = maskOfWords(words, holds)
  return (i) => passing[ids[i] ?? 0] === 1
}

function maskOfPorts(values: readonly PortValue[]): Uint8Array {
  const mask = new Uint8Array(MAX_PORT + 1)
  for (const value of values) {
    if ('from' in value) {
      mask.fill(1, value.from, value.to + 1)
      continue
    }
    for (let port = 0; port <= MAX_PORT; port++) if (String(port).includes(value.digits)) mask[port] = 1
  }
  return mask
}

const maskOfWords = (words: readonly string[], holds: (word: string) => boolean): Uint8Array =>
  Uint8Array.from(words, (word) => Number(holds(word)))

const contains = (values: readonly NumberValue[], number: number): boolean =>
  values.some(({ from, to }) => from <= number && number <= to)

const same = (a: string, b: string): boolean => a.toLowerCase() === b.toLowerCase()

const isOneOf = (words: readonly string[], word: string): boolean => words.some((other) => same(other, word))
