import { protocolOf, TYPES } from '#contract/port-row.ts'

/**
 * The kind of service that a dangerous port usually has.
 *
 * - `remote`: a shell, a desktop or commands on the machine
 * - `file`: files to read or write
 * - `database`: stored data, by query
 * - `cache`: data held in memory, by key
 * - `orchestration`: control over containers, clusters or their configuration
 * - `compute`: jobs to run on the machine
 * - `mail`: mailboxes, with passwords in clear text
 * - `directory`: names of users, machines or services
 * - `management`: the controls of the machine itself, of a device or of a runtime
 * - `messaging`: other programs' messages
 * - `industrial`: physical equipment
 * - `amplification`: answers larger than questions, to an address that the asker forges
 */
export type DangerClass =
  | 'remote'
  | 'file'
  | 'database'
  | 'cache'
  | 'orchestration'
  | 'compute'
  | 'mail'
  | 'directory'
  | 'management'
  | 'messaging'
  | 'industrial'
  | 'amplification'

/**
 * What an attacker who reaches a dangerous port gets, worst first: what orders the dangerous ports, and never their status.
 *
 * - `control`: commands, jobs, a desktop or equipment, without a password as commonly set up
 * - `data`: stored data, files or messages, likewise
 * - `credentials`: a password to guess or to intercept, and what it guards after that
 * - `information`: accounts, services or configuration
 * - `amplification`: large answers, sent to the victim of a flood
 * - `discovery`: names within a local network
 *
 * Each entry's reason: advice/tier-reasons.ts.
 */
export const TIERS = ['control', 'data', 'credentials', 'information', 'amplification', 'discovery'] as const
export type Tier = (typeof TIERS)[number]

/**
 * A port that is dangerous to open to a network: its service is reachable without a password or in clear text, or is a known
 * way into machines, and belongs behind a firewall in every ordinary network. The assessment is about the number
 * alone; the actual service is not probed. IPv4 and IPv6 are rated alike.
 */
type DangerousPort = {
  port: number
  protocol: 'TCP' | 'UDP'
  service: string // as people write it
  class: DangerClass
  tier: Tier
}

/**
 * The reviewed table, by port. The rules for entries and their review: docs/decisions/0003; the reason and the
 * public source of each entry stand in advice.ts. This file is in the page's first load: no prose here.
 *
 * Left out on purpose: services that have to be reachable (SSH, HTTP, SMTP, DNS, the Kubernetes API), services that
 * every server has (NTP 123/UDP, which HSS calls dangerous), and numbers that too many programs share (8000, 8080, 8888,
 * 9000, 10000).
 */
export const DANGEROUS_PORTS: readonly DangerousPort[] = [
  entry(7, 'UDP', 'Echo', 'amplification', 'amplification'),
  entry(19, 'UDP', 'Chargen', 'amplification', 'amplification'),
  entry(21, 'TCP', 'FTP', 'file', 'credentials'),
  entry(23, 'TCP', 'Telnet', 'remote', 'credentials'),
  entry(69, 'UDP', 'TFTP', 'file', 'data'),
  entry(79, 'TCP', 'Finger', 'directory', 'information'),
  entry(102, 'TCP', 'Siemens S7', 'industrial', 'control'),
  entry(110, 'TCP', 'POP3', 'mail', 'credentials'),
  entry(111, 'TCP', 'rpcbind', 'directory', 'information'),
  entry(111, 'UDP', 'rpcbind', 'amplification', 'amplification'),
  entry(135, 'TCP', 'Windows RPC', 'directory', 'information'),
  entry(137, 'UDP', 'NetBIOS name service', 'amplification', 'discovery'),
  entry(139, 'TCP', 'NetBIOS session', 'file', 'credentials'),
  entry(143, 'TCP', 'IMAP', 'mail', 'credentials'),
  entry(161, 'UDP', 'SNMP', 'management', 'information'),
  entry(389, 'TCP', 'LDAP', 'directory', 'information'),
  entry(389, 'UDP', 'CLDAP', 'amplification', 'amplification'),
  entry(427, 'TCP', 'SLP', 'directory', 'information'),
  entry(427, 'UDP', 'SLP', 'amplification', 'amplification'),
  entry(445, 'TCP', 'SMB', 'file', 'credentials'),
  entry(502, 'TCP', 'Modbus', 'industrial', 'control'),
  entry(512, 'TCP', 'rexec', 'remote', 'credentials'),
  entry(513, 'TCP', 'rlogin', 'remote', 'control'),
  entry(514, 'TCP', 'rsh', 'remote', 'control'),
  entry(623, 'UDP', 'IPMI', 'management', 'credentials'),
  entry(873, 'TCP', 'rsync', 'file', 'data'),
  entry(1099, 'TCP', 'Java RMI', 'management', 'control'),
  entry(1433, 'TCP', 'SQL Server', 'database', 'credentials'),
  entry(1434, 'UDP', 'SQL Server Browser', 'amplification', 'amplification'),
  entry(1521, 'TCP', 'Oracle Database', 'database', 'credentials'),
  entry(1883, 'TCP', 'MQTT', 'messaging', 'data'),
  entry(1900, 'UDP', 'SSDP', 'amplification', 'amplification'),
  entry(2049, 'TCP', 'NFS', 'file', 'data'),
  entry(2181, 'TCP', 'ZooKeeper', 'orchestration', 'data'),
  entry(2375, 'TCP', 'Docker API', 'orchestration', 'control'),
  entry(2376, 'TCP', 'Docker API (TLS)', 'orchestration', 'credentials'),
  entry(2379, 'TCP', 'etcd', 'orchestration', 'control'),
  entry(2380, 'TCP', 'etcd peer', 'orchestration', 'data'),
  entry(3306, 'TCP', 'MySQL', 'database', 'credentials'),
  entry(3389, 'TCP', 'RDP', 'remote', 'credentials'),
  entry(3389, 'UDP', 'RDP', 'remote', 'credentials'),
  entry(3702, 'UDP', 'WS-Discovery', 'amplification', 'amplification'),
  entry(4505, 'TCP', 'Salt publish', 'management', 'control'),
  entry(4506, 'TCP', 'Salt request', 'management', 'control'),
  entry(4646, 'TCP', 'Nomad', 'orchestration', 'control'),
  entry(4786, 'TCP', 'Cisco Smart Install', 'management', 'control'),
  entry(5353, 'UDP', 'mDNS', 'amplification', 'discovery'),
  entry(5432, 'TCP', 'PostgreSQL', 'database', 'credentials'),
  entry(5672, 'TCP', 'AMQP', 'messaging', 'credentials'),
  entry(5900, 'TCP', 'VNC', 'remote', 'control'),
  entry(5901, 'TCP', 'VNC', 'remote', 'control'),
  entry(5984, 'TCP', 'CouchDB', 'database', 'data'),
  entry(5985, 'TCP', 'WinRM', 'remote', 'credentials'),
  entry(5986, 'TCP', 'WinRM (TLS)', 'remote', 'credentials'),
  entry(6000, 'TCP', 'X11', 'remote', 'control'),
  entry(6379, 'TCP', 'Redis', 'cache', 'control'),
  entry(7077, 'TCP', 'Spark master', 'compute', 'control'),
  entry(8088, 'TCP', 'Hadoop YARN', 'compute', 'control'),
  entry(8265, 'TCP', 'Ray dashboard', 'compute', 'control'),
  entry(8500, 'TCP', 'Consul', 'orchestration', 'control'),
  entry(8983, 'TCP', 'Solr', 'database', 'data'),
  entry(9042, 'TCP', 'Cassandra', 'database', 'data'),
  entry(9092, 'TCP', 'Kafka', 'messaging', 'data'),
  entry(9200, 'TCP', 'Elasticsearch', 'database', 'data'),
  entry(9300, 'TCP', 'Elasticsearch transport', 'database', 'data'),
  entry(10250, 'TCP', 'kubelet', 'orchestration', 'control'),
  entry(10255, 'TCP', 'kubelet (read-only)', 'orchestration', 'information'),
  entry(11211, 'TCP', 'Memcached', 'cache', 'data'),
  entry(11211, 'UDP', 'Memcached', 'amplification', 'amplification'),
  entry(11434, 'TCP', 'Ollama', 'compute', 'control'),
  entry(15672, 'TCP', 'RabbitMQ management', 'messaging', 'credentials'),
  entry(20000, 'TCP', 'DNP3', 'industrial', 'control'),
  entry(27017, 'TCP', 'MongoDB', 'database', 'data'),
  entry(27018, 'TCP', 'MongoDB shard', 'database', 'data'),
  entry(27019, 'TCP', 'MongoDB config server', 'database', 'data'),
  entry(47808, 'UDP', 'BACnet', 'industrial', 'control'),
]

function entry(
  port: number,
  protocol: DangerousPort['protocol'],
  service: string,
  dangerClass: DangerClass,
  tier: Tier,
): DangerousPort {
  return { port, protocol, service, class: dangerClass, tier }
}

const byType: ReadonlyMap<string, ReadonlyMap<number, DangerousPort>> = new Map(
  TYPES.map((type) => [
    type,
    new Map(DANGEROUS_PORTS.filter((d) => d.protocol === protocolOf(type)).map((d) => [d.port, d])),
  ]),
)

/** The entry of a port with a type; undefined when it is not in the table, or the type is none that we know. */
export const dangerousPort = (port: number, type: string): DangerousPort | undefined =>
  byType.get(type)?.get(port)

/** Its class; '' where there is none. */
export const dangerClassOf = (port: number, type: string): DangerClass | '' =>
  dangerousPort(port, type)?.class ?? ''

/** Its tier; '' where there is none. */
export const tierOf = (port: number, type: string): Tier | '' => dangerousPort(port, type)?.tier ?? ''

/**
 * What the table says of a port with a type. Two look-ups, cheap enough to ask for every row. What it does not hold is
 * `unknown` and never `normal`: no one has examined it.
 */
export const statusOf = (port: number, type: string): 'danger' | 'unknown' =>
  dangerousPort(port, type) === undefined ? 'unknown' : 'danger'
