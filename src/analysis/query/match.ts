import { cameAfter, NEW, NOTHING_RECENT, REOPENED, secondsOf } from '#analysis/recent.ts'
import type { Recent } from '#analysis/recent.ts'
import type { RowSet } from '#analysis/row-set.ts'
import { wordColumn } from '#analysis/word-column.ts'
import type { NameOf } from '#analysis/word-column.ts'
import { MAX_PORT, protocolOf } from '#contract/port-row.ts'

import { printQuery, RARE_SERVERS } from './query.ts'
import type { NumberValue, PortValue, Property, Query } from './query.ts'
import { splitQuery } from './server-terms.ts'
import type { RowCondition, ServersAnswered } from './server-terms.ts'

/**
 * What a query asks of a row besides what the row says itself: the service that people expect, its class and its tier, what is
 * recent, and what its servers answered.
 */
export type Knowledge = {
  nameOf: NameOf
  classOf: NameOf
  tierOf: NameOf
  recent?: Recent
  servers?: ServersAnswered
}

/** Whether row `i` of a set passes. */
export type Match = (i: number) => boolean

/**
 * A query as a function of row indices. It is asked of all rows at once, term by term: what depends on a port, a type, a
 * status or a name alone is looked up in a table made beforehand, so that a row costs a few reads whatever the query says.
 *
 * Words are compared without regard to case. A service matches when its name contains the word; type, protocol,
 * status, class and tier match in full.
 *
 * Terms that take servers let every row pass until `knowledge.servers` has the answer to them: who shows rows waits for it.
 */
export function compileQuery(query: Query, set: RowSet, knowledge: Knowledge): Match {
  if (query.length === 0) return () => true
  const passing = new Uint8Array(set.size).fill(1)
  const { ofRows, ofServers } = splitQuery(query)
  const answered = knowledge.servers
  if (answered !== undefined && ofServers.length > 0 && answered.terms === printQuery(ofServers))
    for (let i = 0; i < set.size; i++)
      if (!answered.has(set.port[i] ?? 0, set.types[set.type[i] ?? 0] ?? '')) passing[i] = 0
  for (const { negated, condition } of ofRows) {
    const test = compileCondition(condition, set, knowledge)
    if ('holds' in test) {
      for (let i = 0; i < set.size; i++) if (passing[i] === 1 && test.holds(i) === negated) passing[i] = 0
    } else {
      const { of, table } = test
      const ruledOut = Number(negated)
      for (let i = 0; i < set.size; i++) if (table[of[i] ?? 0] === ruledOut) passing[i] = 0
    }
  }
  return (i) => passing[i] === 1
}

/** What a row is asked: a value that it has, by a table with 1 for each value that holds; or anything else. */
type Test = { of: ArrayLike<number>; table: Uint8Array } | { holds: Match }

function compileCondition(condition: RowCondition, set: RowSet, knowledge: Knowledge): Test {
  switch (condition.field) {
    case 'port':
      return { of: set.port, table: tableOfPorts(condition.values) }
    case 'servers':
      return { holds: (i) => contains(condition.values, set.servers[i] ?? 0) }
    case 'is': {
      const tests = condition.values.map((property) => compileProperty(property, set, knowledge))
      return { holds: (i) => tests.some((holds) => holds(i)) }
    }
    case 'since': {
      const { readAt } = knowledge.recent ?? NOTHING_RECENT
      const longest = Math.max(...condition.values.map((span) => secondsOf(span) ?? 0))
      const of = cameAfter(set, ({ at }) => at > readAt - longest)
      return { of, table: Uint8Array.of(0, 1, 1) }
    }
    case 'socket': {
      const types = tableOfWords(set.types, (type) => same(protocolOf(type), condition.protocol))
      return { holds: (i) => set.port[i] === condition.port && types[set.type[i] ?? 0] === 1 }
    }
    case 'type':
      return {
        of: set.type,
        table: tableOfWords(set.types, (type) => isOneOf(condition.values, type)),
      }
    case 'protocol':
      return {
        of: set.type,
        table: tableOfWords(set.types, (type) => isOneOf(condition.values, protocolOf(type))),
      }
    case 'status':
      return {
        of: set.status,
        table: tableOfWords(set.statuses, (status) => isOneOf(condition.values, status)),
      }
    case 'service': {
      const wanted = condition.values.map((word) => word.toLowerCase())
      const { ids, words } = wordColumn(set, knowledge.nameOf)
      const holds = (name: string) => wanted.some((word) => name.toLowerCase().includes(word))
      return { of: ids, table: tableOfWords(words, holds) }
    }
    case 'class':
    case 'tier': {
      const { ids, words } = wordColumn(
        set,
        condition.field === 'class' ? knowledge.classOf : knowledge.tierOf,
      )
      return { of: ids, table: tableOfWords(words, (word) => isOneOf(condition.values, word)) }
    }
  }
}

function compileProperty(property: Property, set: RowSet, knowledge: Knowledge): Match {
  switch (property) {
    case 'rare':
      return (i) => (set.servers[i] ?? 0) <= RARE_SERVERS
    case 'new':
    case 'reopened': {
      const wanted = property === 'new' ? NEW : REOPENED
      const came = cameAfter(set, (knowledge.recent ?? NOTHING_RECENT).isAfter)
      return (i) => came[i] === wanted
    }
    case 'disputed': {
      const danger = set.statuses.indexOf('danger')
      const { ids, words } = wordColumn(set, knowledge.classOf)
      const isListed = words.map((word) => word !== '')
      return (i) => (set.status[i] === danger) !== isListed[ids[i] ?? 0]
    }
    case 'odd':
      return () => false // its servers tell: a term with it is not asked of rows
  }
}

function tableOfPorts(values: readonly PortValue[]): Uint8Array {
  const table = new Uint8Array(MAX_PORT + 1)
  for (const value of values) {
    if ('from' in value) table.fill(1, value.from, value.to + 1)
    else markContaining(value.digits, table)
  }
  return table
}

/** Marks the ports whose digits contain some, by counting: to look into 65,536 numbers would take half a frame of a slow processor. */
function markContaining(digits: string, table: Uint8Array): void {
  const beginsWithZero = digits.startsWith('0')
  const width = 10 ** digits.length
  if (digits === '0') table[0] = 1 // the one number that begins so
  for (let after = 1; after <= MAX_PORT; after *= 10)
    for (let before = Number(beginsWithZero); ; before++) {
      const from = (before * width + Number(digits)) * after
      if (from > MAX_PORT) break
      table.fill(1, from, from + after)
    }
}

const tableOfWords = (words: readonly string[], holds: (word: string) => boolean): Uint8Array =>
  Uint8Array.from(words, (word) => Number(holds(word)))

const contains = (values: readonly NumberValue[], number: number): boolean =>
  values.some(({ from, to }) => from <= number && number <= to)

const same = (a: string, b: string): boolean => a.toLowerCase() === b.toLowerCase()

const isOneOf = (words: readonly string[], word: string): boolean => words.some((other) => same(other, word))
