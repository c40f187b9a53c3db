/** The columns of a table of listeners, by the names that this project gives them. */
export const COLUMNS = [
  'host',
  'address',
  'port',
  'type',
  'protocol',
  'state',
  'listening_address',
  'pid',
  'path',
  'container_id',
  'container_name',
] as const
export type Column = (typeof COLUMNS)[number]

/** What other tools call them; `_`, `-`, blanks and case are all the same. */
const ALIASES: Readonly<Record<string, Column>> = {
  hostname: 'host',
  server: 'host',
  servername: 'host',
  computername: 'host',
  fqdn: 'host',
  ip: 'address',
  ipaddress: 'address',
  hostip: 'address',
  serverip: 'address',
  portnumber: 'port',
  portid: 'port',
  localport: 'port',
  proto: 'protocol',
  transport: 'protocol',
  portstate: 'state',
  localaddress: 'listening_address',
  laddr: 'listening_address',
  processid: 'pid',
  owningprocess: 'pid',
  process: 'path',
  processname: 'path',
  program: 'path',
  executable: 'path',
}

const plain = (name: string): string => name.toLowerCase().replaceAll(/[\s_-]/g, '')
const OWN: ReadonlyMap<string, Column> = new Map(COLUMNS.map((column) => [plain(column), column]))

/** Which column a name in a header means, null where none. */
export const columnOf = (name: string): Column | null =>
  OWN.get(plain(name)) ?? (Object.hasOwn(ALIASES, plain(name)) ? (ALIASES[plain(name)] ?? null) : null)
