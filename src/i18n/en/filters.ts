import type { QueryError } from '#analysis/query/parse.ts'
import type { Field } from '#analysis/query/query.ts'

import { count, plural } from './numbers.ts'

/** The filter bar, the menus of values, and what is wrong with a query. */
export const filters = {
  label: 'Filter ports',
  search: 'Search ports',
  placeholder: 'Search: 443, 80*, 8000-8100, redis, status:danger, servers:>50',
  syntax:
    'Ports (443, a list, a range, 80* for digits contained), a service’s name, or field:value. Press Enter to keep it.',
  shortcut: 'Press / to search',
  suggestions: 'Suggestions',
  ports: (rows: number) => `${count(rows)} ${plural(rows, 'port', 'ports')}`,
  fields: {
    port: 'port, list or range',
    servers: 'how many servers',
    type: 'TCP, TCP6, UDP, UDP6',
    proto: 'tcp or udp',
    status: 'danger, unknown, normal',
    service: 'name of the service',
    class: 'kind of danger',
    is: 'rare',
  } satisfies Record<Field, string>,
  type: 'Type',
  risk: 'Risk',
  class: 'Class',
  range: 'Range',
  classAndRange: 'Class, range',
  all: 'All',
  chosen: (words: readonly string[]) => words.join(', '),
  option: (word: string, rows: number) => `${word}, ${count(rows)} ${plural(rows, 'port', 'ports')}`,
  not: (name: string) => `not ${name}`,
  filterBy: (name: string) => `Filter by ${name}`,
  showOnly: (name: string) => `Show only ${name}`,
  include: 'Include',
  exclude: 'Exclude',
  only: 'Only this',
  clearAll: 'Clear all',
  remove: (name: string) => `Remove filter ${name}`,
  pill: {
    term: (text: string) => (/^[\d*<>=]/.test(text) ? `Port: ${text}` : text),
    type: (word: string) => `Type: ${word}`,
    risk: (word: string) => `Risk: ${word}`,
  },
  pillName: (label: string, off: boolean) => (off ? `Filter ${label}, switched off` : `Filter ${label}`),
  invert: 'Turn round',
  disable: 'Switch off',
  enable: 'Switch on',
  removePill: 'Remove',
  errors: {
    unknownField: (part: string) =>
      `There is no field “${part}”. Fields: port, servers, type, proto, risk (or status), service, class, is.`,
    noValue: (part: string) => `“${part}” lacks a value, as in port:443 or status:danger.`,
    notAPort: (part: string) => `“${part}” is not a port. Try 443, 80*, 8000-8100, <=1024 or 22,80.`,
    notANumber: (part: string) => `“${part}” is not a number. Try servers:3, servers:>50 or servers:1-2.`,
    tooLarge: (part: string) => `“${part}” is too large. Ports end at 65535.`,
    backwards: (part: string) => `“${part}” runs backwards. Write the smaller number first.`,
    unknownProperty: (part: string) => `There is no is:${part}. There is is:rare.`,
    openQuote: (part: string) => `The quote in ${part} does not end.`,
    nothingNegated: (part: string) => `${part} needs something behind it, as in NOT status:normal.`,
  } satisfies Record<QueryError['reason'], (part: string) => string>,
  stillShown: 'The last result is still shown.',
  noSuchValue: (part: string, known: readonly string[]) =>
    `No port can have ${part}. There are: ${known.join(', ')}.`,
  noSuchService: (name: string, terms: string) => `No service name contains “${name}”. Try ${terms}.`,
  noSuchPort: (digits: string) => `No port number contains ${digits}.`,
  unreadable: (part: string) => `“${part}” in the address has no effect.`,
  expected: (values: readonly string[]) => `Expected: ${values.join(', ')}.`,
  removeFaults: 'Remove',
}
