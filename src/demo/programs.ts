/**
 * Which addresses a program listens on.
 *
 * - `all`: every address, one socket for each family that the server has
 * - `dual`: every address through one socket, as Go and Java do: IPv6 where the server has it, else IPv4
 * - `ipv4`: every IPv4 address
 * - `private`: the server's own address alone
 * - `loopback`: the server itself, each family
 * - `loopback4`: the server itself, IPv4 alone
 * - `stub`: 127.0.0.53, systemd's resolver
 */
type Reach = 'all' | 'dual' | 'ipv4' | 'private' | 'loopback' | 'loopback4' | 'stub'

export type Socket = { port: number; protocol: 'TCP' | 'UDP'; reach: Reach }

/** A process of a server: where its executable is, and what it listens on. */
export type Program = { path: string; sockets: readonly Socket[] }

export const tcp = (port: number, reach: Reach = 'all'): Socket => ({ port, protocol: 'TCP', reach })
export const udp = (port: number, reach: Reach = 'all'): Socket => ({ port, protocol: 'UDP', reach })
export const program = (path: string, ...sockets: Socket[]): Program => ({ path, sockets })

/** A Java service of the company, each in its own folder. */
export const javaService = (name: string, port: number): Program =>
  program(`/opt/${name}/jre/bin/java`, tcp(port, 'dual'))

export const SSHD = program('/usr/sbin/sshd', tcp(22))
export const NODE_EXPORTER = program('/usr/local/bin/node_exporter', tcp(9100, 'dual'))
export const CHRONY = program('/usr/sbin/chronyd', udp(323, 'loopback'))
export const CHRONY_SERVER = program('/usr/sbin/chronyd', udp(123), udp(323, 'loopback'))
export const RESOLVED = program('/usr/lib/systemd/systemd-resolved', tcp(53, 'stub'), udp(53, 'stub'))
export const DHCP_CLIENT = program('/usr/sbin/dhclient', udp(68, 'ipv4'))
export const NETWORKD = program('/usr/lib/systemd/systemd-networkd', udp(546))
export const POSTFIX_LOCAL = program('/usr/libexec/postfix/master', tcp(25, 'loopback'))
export const SNMPD = program('/usr/sbin/snmpd', udp(161), tcp(199, 'loopback4'))
export const RPCBIND = program('/usr/sbin/rpcbind', tcp(111), udp(111))
export const ZABBIX_AGENT = program('/usr/sbin/zabbix_agentd', tcp(10_050))
export const AVAHI = program('/usr/sbin/avahi-daemon', udp(5353))
export const CUPS = program('/usr/sbin/cupsd', tcp(631, 'loopback'))
export const RSYSLOG_SERVER = program('/usr/sbin/rsyslogd', udp(514), tcp(6514))

export const NGINX = program('/usr/sbin/nginx', tcp(80), tcp(443))
export const NGINX_QUIC = program('/usr/sbin/nginx', tcp(80), tcp(443), udp(443))
export const NGINX_EXPORTER = program('/usr/local/bin/nginx-prometheus-exporter', tcp(9113, 'dual'))
export const HAPROXY = program('/usr/sbin/haproxy', tcp(80), tcp(443), tcp(8404, 'private'))
export const PHP_FPM = program('/usr/sbin/php-fpm8.3', tcp(9000, 'loopback'))

export const MYSQL = program('/usr/sbin/mysqld', tcp(3306, 'private'), tcp(33_060, 'loopback4'))
export const MYSQL_EXPORTER = program('/usr/local/bin/mysqld_exporter', tcp(9104, 'dual'))
export const POSTGRES = program('/usr/lib/postgresql/16/bin/postgres', tcp(5432, 'private'))
export const POSTGRES_EVERYWHERE = program('/usr/lib/postgresql/13/bin/postgres', tcp(5432))
export const POSTGRES_EXPORTER = program('/usr/local/bin/postgres_exporter', tcp(9187, 'dual'))
export const PGBOUNCER = program('/usr/sbin/pgbouncer', tcp(6432, 'private'))
export const REDIS = program('/usr/bin/redis-server', tcp(6379, 'private'))
export const REDIS_EVERYWHERE = program('/usr/bin/redis-server', tcp(6379))
export const REDIS_SENTINEL = program('/usr/bin/redis-sentinel', tcp(26_379, 'private'))
export const REDIS_EXPORTER = program('/usr/local/bin/redis_exporter', tcp(9121, 'dual'))
export const MEMCACHED = program('/usr/bin/memcached', tcp(11_211, 'private'))
export const ELASTICSEARCH = program(
  '/usr/share/elasticsearch/jdk/bin/java',
  tcp(9200, 'private'),
  tcp(9300, 'private'),
)
export const KIBANA = program('/usr/share/kibana/node/bin/node', tcp(5601, 'private'))
export const LOGSTASH = program('/usr/share/logstash/jdk/bin/java', tcp(5044, 'dual'), tcp(9600, 'loopback'))
export const CLICKHOUSE = program(
  '/usr/bin/clickhouse-server',
  tcp(8123),
  tcp(9000),
  tcp(9009, 'private'),
  tcp(9363, 'private'),
)

export const RABBITMQ = program(
  '/usr/lib/erlang/erts-14.2/bin/beam.smp',
  tcp(5671, 'dual'),
  tcp(5672, 'dual'),
  tcp(15_672, 'ipv4'),
  tcp(15_692, 'dual'),
  tcp(25_672, 'ipv4'),
)
export const EPMD = program('/usr/lib/erlang/erts-14.2/bin/epmd', tcp(4369))
export const KAFKA = program('/opt/kafka/jre/bin/java', tcp(9092, 'dual'), tcp(9999, 'loopback4'))
export const KAFKA_TLS = program('/opt/kafka/jre/bin/java', tcp(9094, 'dual'), tcp(9999, 'loopback4'))
export const KAFKA_EXPORTER = program('/usr/local/bin/kafka_exporter', tcp(9308, 'dual'))
export const ZOOKEEPER = program(
  '/opt/zookeeper/jre/bin/java',
  tcp(2181, 'dual'),
  tcp(2888, 'private'),
  tcp(3888, 'private'),
)

export const DOCKERD_OPEN = program('/usr/bin/dockerd', tcp(2375, 'ipv4'))
export const KUBELET = program('/usr/bin/kubelet', tcp(10_248, 'loopback4'), tcp(10_250, 'dual'))
export const KUBE_PROXY = program('/usr/local/bin/kube-proxy', tcp(10_249, 'loopback4'), tcp(10_256, 'dual'))
export const FLANNEL = program('/opt/bin/flanneld', udp(8472, 'ipv4'))
export const ETCD = program(
  '/usr/local/bin/etcd',
  tcp(2379, 'private'),
  tcp(2380, 'private'),
  tcp(2381, 'loopback4'),
)
export const KUBE_CONTROL_PLANE: readonly Program[] = [
  program('/usr/local/bin/kube-apiserver', tcp(6443, 'dual')),
  program('/usr/local/bin/kube-controller-manager', tcp(10_257, 'loopback')),
  program('/usr/local/bin/kube-scheduler', tcp(10_259, 'loopback')),
  ETCD,
]

const SVCHOST = 'C:\\Windows\\System32\\svchost.exe'

/** What every Windows server of a domain listens on, the ports of Windows RPC included. */
export const WINDOWS_BASE: readonly Program[] = [
  program(SVCHOST, tcp(135), tcp(49_665), tcp(49_666)),
  program('System', tcp(445), tcp(139, 'private'), udp(137, 'private'), udp(138, 'private')),
  program('C:\\Windows\\System32\\lsass.exe', tcp(49_664)),
  program('C:\\Windows\\System32\\spoolsv.exe', tcp(49_667)),
  program('C:\\Windows\\System32\\services.exe', tcp(49_668)),
  program('C:\\Program Files\\windows_exporter\\windows_exporter.exe', tcp(9182, 'dual')),
]
export const WINRM = program('System', tcp(5985, 'dual'), tcp(47_001, 'dual'))
export const RDP = program(SVCHOST, tcp(3389), udp(3389))
export const IIS = program('System', tcp(80, 'dual'), tcp(443, 'dual'))
export const ACTIVE_DIRECTORY: readonly Program[] = [
  program(
    'C:\\Windows\\System32\\lsass.exe',
    ...[88, 389, 464, 636, 3268, 3269].map((port) => tcp(port)),
    ...[88, 389, 464].map((port) => udp(port)),
  ),
  program('C:\\Windows\\System32\\dns.exe', tcp(53), udp(53)),
  program('C:\\Windows\\ADWS\\Microsoft.ActiveDirectory.WebServices.exe', tcp(9389)),
  program(SVCHOST, udp(123)),
]
