import type { QueryError } from '#analysis/query/parse.ts'
import type { FieldName } from '#analysis/query/query.ts'

import { count, entry } from './numbers.ts'

/** The filter bar, the menus of values, and faults of a query. */
export const filters = {
  label: 'Filter ports',
  search: 'Search ports',
  placeholder: '443, 8000-8100, redis, risk:danger',
  serversPlaceholder: 'host:web, 10.2.0.0/16, redis, risk:danger',
  syntax:
    'A port, a list, a range, 80* (number contains 80), a service name, or field:value. A space means AND.',
  shortcut: 'Press / to search',
  suggestions: 'Suggestions',
  counted: (rows: number, isFolded: boolean) => `${count(rows)} ${entry(isFolded, rows)}`,
  fields: {
    port: 'port, list or range',
    servers: 'server count',
    type: 'TCP, TCP6, UDP, UDP6',
    protocol: 'tcp or udp',
    risk: 'danger, unknown, normal',
    service: 'service name',
    class: 'risk category',
    tier: 'what an attacker gets',
    range: 'well-known, registered, dynamic',
    is: 'rare, new, reopened, disputed, odd',
    since: 'first seen or reopened within',
    host: 'server name',
    ip: 'server address or network, 10.2.0.0/16',
    program: 'listening program',
    reach: 'loopback, one, all (addresses)',
  } satisfies Record<FieldName, string>,
  type: 'Type',
  risk: 'Risk',
  class: 'Class',
  tier: 'Tier',
  range: 'Range',
  classAndRange: 'Class, range',
  option: (word: string, rows: number, isFolded: boolean) =>
    `${word}, ${count(rows)} ${entry(isFolded, rows)}`,
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
  pillName: (label: string, disabled: boolean) =>
    disabled ? `Filter ${label}, disabled` : `Filter ${label}`,
  invert: 'Invert',
  disable: 'Disable',
  enable: 'Enable',
  removePill: 'Remove',
  errors: {
    unknownField: (part: string) =>
      `Unknown field “${part}”. Fields: port, servers, type, protocol, risk, service, class, tier, range, is, since, host, ip, program, reach.`,
    noValue: (part: string) => `“${part}” needs a value, as in port:443 or risk:danger.`,
    notAPort: (part: string) => `“${part}” is not a port. Try 443, 80*, 8000-8100, <=1024 or 22,80.`,
    notANumber: (part: string) => `“${part}” is not a number. Try servers:3, servers:>50 or servers:1-2.`,
    tooLarge: (part: string) => `“${part}” is too large. The highest port is 65535.`,
    backwards: (part: string) => `“${part}” is reversed. Write the smaller number first.`,
    unknownProperty: (part: string) =>
      `Unknown property is:${part}. Use is:rare, is:new, is:reopened, is:disputed or is:odd.`,
    unknownRange: (part: string) => `Unknown range “${part}”. Use well-known, registered or dynamic.`,
    notASpan: (part: string) => `“${part}” is no time span. Try since:24h or since:7d.`,
    notAnAddress: (part: string) =>
      `“${part}” is not an address. Try ip:10.2.3.4, ip:10.2.0.0/16 or ip:fd00::/8.`,
    unknownReach: (part: string) => `Unknown reach “${part}”. Use loopback, one or all.`,
    openQuote: (part: string) => `Missing closing quote in ${part}.`,
    nothingNegated: (part: string) => `${part} needs a condition after it, as in NOT risk:normal.`,
  } satisfies Record<QueryError['reason'], (part: string) => string>,
  stillShown: 'Showing the last valid result.',
  noSuchValue: (part: string, known: readonly string[]) =>
    `No port can match ${part}. Values: ${known.join(', ')}.`,
  noSuchService: (name: string, terms: string) => `No service name contains “${name}”. Try ${terms}.`,
  noSuchPort: (digits: string) => `No port number contains ${digits}.`,
  unreadable: (part: string) => `Ignored “${part}” in the address.`,
  expected: (values: readonly string[]) => `Expected: ${values.join(', ')}.`,
  removeFaults: 'Remove',
}
