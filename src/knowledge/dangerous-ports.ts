import { protocolOf, TYPES } from '#contract/port-row.ts'

/**
 * What an attacker who reaches a dangerous port gets.
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
 * A port that is dangerous to expose: its service is reachable without a password or in clear text, or is a known
 * way into machines, and belongs behind a firewall in every ordinary network. The verdict is about the number
 * alone; the socket itself was not probed. IPv4 and IPv6 are judged alike.
 */
type DangerousPort = {
  port: number
  protocol: 'TCP' | 'UDP'
  service: string // as people write it
  class: DangerClass
}

/**
 * The reviewed table, by port. How an entry gets in and who vouches for it: docs/decisions/0003; the reason and the
 * public source of each entry stand in advice.ts. This file is in the page's first load: no prose here.
 *
 * Left out on purpose: what is made to be reached (SSH, HTTP, SMTP, DNS, the Kubernetes API), what is ordinary on
 * every server (NTP 123/UDP, which HSS calls dangerous), and numbers that too many programs share (8000, 8080, 8888,
 * 9000, 10000).
 */
export const DANGEROUS_PORTS: readonly DangerousPort[] = [
  entry(7, 'UDP', 'Echo', 'amplification'),
  entry(19, 'UDP', 'Chargen', 'amplification'),
  entry(21, 'TCP', 'FTP', 'file'),
  entry(23, 'TCP', 'Telnet', 'remote'),
  entry(69, 'UDP', 'TFTP', 'file'),
  entry(79, 'TCP', 'Finger', 'directory'),
  entry(102, 'TCP', 'Siemens S7', 'industrial'),
  entry(110, 'TCP', 'POP3', 'mail'),
  entry(111, 'TCP', 'rpcbind', 'directory'),
  entry(111, 'UDP', 'rpcbind', 'amplification'),
  entry(135, 'TCP', 'Windows RPC', 'directory'),
  entry(137, 'UDP', 'NetBIOS name service', 'amplification'),
  entry(139, 'TCP', 'NetBIOS session', 'file'),
  entry(143, 'TCP', 'IMAP', 'mail'),
  entry(161, 'UDP', 'SNMP', 'management'),
  entry(389, 'TCP', 'LDAP', 'directory'),
  entry(389, 'UDP', 'CLDAP', 'amplification'),
  entry(427, 'TCP', 'SLP', 'directory'),
  entry(427, 'UDP', 'SLP', 'amplification'),
  entry(445, 'TCP', 'SMB', 'file'),
  entry(502, 'TCP', 'Modbus', 'industrial'),
  entry(512, 'TCP', 'rexec', 'remote'),
  entry(513, 'TCP', 'rlogin', 'remote'),
  entry(514, 'TCP', 'rsh', 'remote'),
  entry(623, 'UDP', 'IPMI', 'management'),
  entry(873, 'TCP', 'rsync', 'file'),
  entry(1099, 'TCP', 'Java RMI', 'management'),
  entry(1433, 'TCP', 'SQL Server', 'database'),
  entry(1434, 'UDP', 'SQL Server Browser', 'amplification'),
  entry(1521, 'TCP', 'Oracle Database', 'database'),
  entry(1883, 'TCP', 'MQTT', 'messaging'),
  entry(1900, 'UDP', 'SSDP', 'amplification'),
  entry(2049, 'TCP', 'NFS', 'file'),
  entry(2181, 'TCP', 'ZooKeeper', 'orchestration'),
  entry(2375, 'TCP', 'Docker API', 'orchestration'),
  entry(2376, 'TCP', 'Docker API (TLS)', 'orchestration'),
  entry(2379, 'TCP', 'etcd', 'orchestration'),
  entry(2380, 'TCP', 'etcd peer', 'orchestration'),
  entry(3306, 'TCP', 'MySQL', 'database'),
  entry(3389, 'TCP', 'RDP', 'remote'),
  entry(3389, 'UDP', 'RDP', 'remote'),
  entry(3702, 'UDP', 'WS-Discovery', 'amplification'),
  entry(4505, 'TCP', 'Salt publish', 'management'),
  entry(4506, 'TCP', 'Salt request', 'management'),
  entry(4646, 'TCP', 'Nomad', 'orchestration'),
  entry(4786, 'TCP', 'Cisco Smart Install', 'management'),
  entry(5353, 'UDP', 'mDNS', 'amplification'),
  entry(5432, 'TCP', 'PostgreSQL', 'database'),
  entry(5672, 'TCP', 'AMQP', 'messaging'),
  entry(5900, 'TCP', 'VNC', 'remote'),
  entry(5901, 'TCP', 'VNC', 'remote'),
  entry(5984, 'TCP', 'CouchDB', 'database'),
  entry(5985, 'TCP', 'WinRM', 'remote'),
  entry(5986, 'TCP', 'WinRM (TLS)', 'remote'),
  entry(6000, 'TCP', 'X11', 'remote'),
  entry(6379, 'TCP', 'Redis', 'cache'),
  entry(7077, 'TCP', 'Spark master', 'compute'),
  entry(8088, 'TCP', 'Hadoop YARN', 'compute'),
  entry(8265, 'TCP', 'Ray dashboard', 'compute'),
  entry(8500, 'TCP', 'Consul', 'orchestration'),
  entry(8983, 'TCP', 'Solr', 'database'),
  entry(9042, 'TCP', 'Cassandra', 'database'),
  entry(9092, 'TCP', 'Kafka', 'messaging'),
  entry(9200, 'TCP', 'Elasticsearch', 'database'),
  entry(9300, 'TCP', 'Elasticsearch transport', 'database'),
  entry(10250, 'TCP', 'kubelet', 'orchestration'),
  entry(10255, 'TCP', 'kubelet (read-only)', 'orchestration'),
  entry(11211, 'TCP', 'Memcached', 'cache'),
  entry(11211, 'UDP', 'Memcached', 'amplification'),
  entry(11434, 'TCP', 'Ollama', 'compute'),
  entry(15672, 'TCP', 'RabbitMQ management', 'messaging'),
  entry(20000, 'TCP', 'DNP3', 'industrial'),
  entry(27017, 'TCP', 'MongoDB', 'database'),
  entry(27018, 'TCP', 'MongoDB shard', 'database'),
  entry(27019, 'TCP', 'MongoDB config server', 'database'),
  entry(47808, 'UDP', 'BACnet', 'industrial'),
]

function entry(
  port: number,
  protocol: DangerousPort['protocol'],
  service: string,
  dangerClass: DangerClass,
): DangerousPort {
  return { port, protocol, service, class: dangerClass }
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

/**
 * What the table says of a port with a type. Two look-ups, cheap enough to ask for every row. What it does not hold is
 * `unknown` and never `normal`: no one has examined it.
 */
export const statusOf = (port: number, type: string): 'danger' | 'unknown' =>
  dangerousPort(port, type) === undefined ? 'unknown' : 'danger'
