import { MAX_PORT } from '#contract/port-row.ts'

/**
 * What an analyst says about ports in one line: `port:22,80 -risk:normal service:redis`. All terms have to hold
 * (a space is AND); of the values of one term, any (a comma is OR). The grammar stands in docs/query.md.
 */
export type Query = readonly Term[]

/** One condition, or its opposite. */
export type Term = {
  readonly negated: boolean
  readonly condition: Condition
}

export type Condition =
  | { readonly field: 'port'; readonly values: readonly PortValue[] }
  | { readonly field: 'servers'; readonly values: readonly NumberValue[] }
  | { readonly field: WordField; readonly values: readonly string[] }
  /** A port over one protocol, as nmap and IVRE write it: `22/tcp`, `tcp/22`. */
  | { readonly field: 'socket'; readonly port: number; readonly protocol: string }
  | { readonly field: 'is'; readonly values: readonly Property[] }
  /** First seen or reopened within a span: `24h`, `7d`. */
  | { readonly field: 'since'; readonly values: readonly string[] }
  /** `host:web`, `ip:10.2.0.0/16`, `program:nginx`, `reach:loopback`: of the servers behind a row. */
  | { readonly field: ServerField; readonly values: readonly string[] }

/** `type:TCP6`, `protocol:tcp` (both address families), `risk:danger`, `service:redis`, `class:database`, `tier:control`. */
const WORD_FIELDS = ['type', 'protocol', 'status', 'service', 'class', 'tier'] as const
type WordField = (typeof WORD_FIELDS)[number]

/** What takes the servers behind a row to answer. */
export const SERVER_FIELDS = ['host', 'ip', 'program', 'reach'] as const
export type ServerField = (typeof SERVER_FIELDS)[number]

/**
 * - `rare`: open on one or two servers, where a forgotten or a planted service hides
 * - `new`: opened since the chosen moment, and never open before
 * - `reopened`: opened since the chosen moment, after having been closed
 * - `disputed`: dangerous by the source and not in our table, or the other way round
 * - `odd`: a server runs another program there than all others
 */
export const PROPERTIES = ['rare', 'new', 'reopened', 'disputed', 'odd'] as const
export type Property = (typeof PROPERTIES)[number]

export const RARE_SERVERS = 2

/** What can be asked about. A range of ports is a name for ports: `range:dynamic` reads as `port:49152-65535`. */
export const FIELDS = ['port', 'servers', ...WORD_FIELDS, 'range', 'is', 'since', ...SERVER_FIELDS] as const
export type Field = (typeof FIELDS)[number]

/** A field as it is printed and suggested: as the page labels it. A status is the API's name of a risk. */
export type FieldName = Exclude<Field, 'status'> | 'risk'

export const fieldName = (field: Field): FieldName => (field === 'status' ? 'risk' : field)

/** Other names of fields: the API's, a short one, and the labels of containers and of the Chinese page. */
export const FIELD_ALIASES: Readonly<Record<string, Field>> = {
  status: 'status',
  proto: 'protocol',
  containers: 'servers',
  端口: 'port',
  服务器数: 'servers',
  容器数: 'servers',
  类型: 'type',
  协议: 'protocol',
  风险: 'status',
  服务: 'service',
  类别: 'class',
  危害级别: 'tier',
  端口范围: 'range',
  首次发现: 'since',
  process: 'program',
  主机: 'host',
  地址: 'ip',
  程序: 'program',
  监听范围: 'reach',
}

/** The field that a word names, in either case; undefined where it names none. */
export function fieldNamed(word: string): Field | undefined {
  const name = word.toLowerCase()
  return (
    FIELDS.find((field) => fieldName(field) === name) ??
    (Object.hasOwn(FIELD_ALIASES, name) ? FIELD_ALIASES[name] : undefined) // hasOwn: a word may be `constructor`
  )
}

/** From and to belong to it; an open end is the least or the greatest number there can be. */
export type NumberValue = { readonly from: number; readonly to: number }

/** A range of ports, or digits that a port contains, as the API's `port_string` looks for them. */
export type PortValue = NumberValue | { readonly digits: string }

/** The greatest number of servers that a condition can name. */
export const MAX_SERVERS = Number.MAX_SAFE_INTEGER

/** The text of a query, which reads back as the same query. */
export const printQuery = (query: Query): string => query.map(printTerm).join(' ')

/** The text of one term, as a pill shows it. */
export const printTerm = ({ negated, condition }: Term): string =>
  (negated ? '-' : '') + printCondition(condition)

function printCondition(condition: Condition): string {
  switch (condition.field) {
    case 'port':
      return `port:${condition.values.map(printPort).join()}`
    case 'servers':
      return `servers:${condition.values.map((value) => printNumber(value, MAX_SERVERS)).join()}`
    case 'socket':
      return `${condition.port}/${condition.protocol}`
    case 'is':
      return `is:${condition.values.join()}`
    case 'since':
    case 'ip':
    case 'reach':
      return `${condition.field}:${condition.values.join()}`
    case 'type':
    case 'protocol':
    case 'status':
    case 'service':
    case 'class':
    case 'tier':
    case 'host':
    case 'program':
      return `${fieldName(condition.field)}:${condition.values.map(printWord).join()}`
  }
}

const printPort = (value: PortValue): string =>
  'digits' in value ? `${value.digits}*` : printNumber(value, MAX_PORT)

function printNumber({ from, to }: NumberValue, greatest: number): string {
  if (from === to) return String(from)
  if (to === greatest) return `>=${from}`
  if (from === 0) return `<=${to}`
  return `${from}-${to}`
}

/** Bare where it can be, in quotes where a space, a comma or a quote would end it; `""` is a quote in quotes. */
const printWord = (word: string): string =>
  /^[^\s,，、"'“”‘’:]+$/.test(word) ? word : `"${word.replaceAll('"', '""')}"`
