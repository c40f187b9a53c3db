import * as run from './programs.ts'
import { javaService, program, tcp, udp } from './programs.ts'
import type { Program } from './programs.ts'

/** What servers of one kind run: all of them, and a share (0–1) of them. */
export type Role = {
  platform: 'linux' | 'windows' | 'appliance'
  always: readonly Program[]
  sometimes: readonly (readonly [share: number, program: Program])[]
}

const LINUX: readonly Program[] = [run.SSHD, run.NODE_EXPORTER, run.CHRONY, run.RESOLVED]
const LINUX_SOMETIMES: Role['sometimes'] = [
  [0.35, run.DHCP_CLIENT],
  [0.12, run.NETWORKD],
  [0.4, run.POSTFIX_LOCAL],
  [0.08, run.RPCBIND],
  [0.05, run.ZABBIX_AGENT],
]

const linux = (always: readonly Program[], sometimes: Role['sometimes'] = []): Role => ({
  platform: 'linux',
  always: [...LINUX, ...always],
  sometimes: [...LINUX_SOMETIMES, ...sometimes],
})
const windows = (always: readonly Program[], sometimes: Role['sometimes'] = []): Role => ({
  platform: 'windows',
  always: [...run.WINDOWS_BASE, ...always],
  sometimes: [[0.6, run.WINRM], ...sometimes],
})
const appliance = (always: readonly Program[], sometimes: Role['sometimes'] = []): Role => ({
  platform: 'appliance',
  always,
  sometimes,
})

const kubeNode = (nodePorts: readonly number[]): Role =>
  linux([
    run.KUBELET,
    { ...run.KUBE_PROXY, sockets: [...run.KUBE_PROXY.sockets, ...nodePorts.map((p) => tcp(p, 'ipv4'))] },
    run.FLANNEL,
  ])

/** Services of one product on consecutive ports; a server of the role runs about a quarter of them. */
const services = (names: readonly string[], from: number): Role['sometimes'] =>
  names.map((name, i) => [0.25, javaService(name, from + i)])

const BUSYBOX_SNMP = program('/usr/sbin/snmpd', udp(161, 'ipv4'))

export const ROLES = {
  // Shared infrastructure
  bastion: linux([]),
  // A name server needs no local resolver.
  resolver: {
    platform: 'linux',
    always: [
      run.SSHD,
      run.NODE_EXPORTER,
      run.CHRONY_SERVER,
      program('/usr/sbin/named', tcp(53), udp(53), tcp(953, 'loopback')),
    ],
    sometimes: LINUX_SOMETIMES,
  },
  vpn: linux([
    program('/usr/sbin/openvpn', udp(1194)),
    program('/usr/libexec/ipsec/charon', udp(500), udp(4500)),
    program('', udp(51_820)), // WireGuard, in the kernel,
  ]),
  mailRelay: linux([program('/usr/libexec/postfix/master', tcp(25), tcp(465), tcp(587))]),
  monitoring: linux([
    program('/usr/local/bin/prometheus', tcp(9090, 'dual')),
    program('/usr/local/bin/alertmanager', tcp(9093, 'dual'), tcp(9094, 'dual'), udp(9094, 'dual')),
    program('/usr/local/bin/blackbox_exporter', tcp(9115, 'dual')),
    program('/usr/share/grafana/bin/grafana', tcp(3000, 'dual')),
    program('/usr/sbin/snmptrapd', udp(162)),
  ]),
  logging: linux(
    [run.ELASTICSEARCH, run.LOGSTASH, run.RSYSLOG_SERVER],
    [
      [0.4, run.KIBANA],
      [0.5, program('/usr/sbin/fluentd', tcp(24_224), udp(24_224))],
    ],
  ),
  git: linux([run.NGINX, program('/opt/gitlab/embedded/bin/gitaly', tcp(8075, 'loopback'))]),
  registry: linux([program('/usr/local/bin/registry', tcp(5000, 'dual')), run.NGINX]),
  ci: linux(
    [program('/usr/bin/gitlab-runner', tcp(9252, 'loopback4'))],
    [[0.2, program('/usr/bin/python3', tcp(8000, 'ipv4'))]],
  ),
  ciOpenDocker: linux([program('/usr/bin/gitlab-runner', tcp(9252, 'loopback4')), run.DOCKERD_OPEN]),
  vault: linux([program('/usr/bin/vault', tcp(8200, 'dual'), tcp(8201, 'private'))]),
  consul: linux([
    program(
      '/usr/bin/consul',
      ...[8300, 8301, 8302].map((port) => tcp(port, 'private')),
      ...[8301, 8302].map((port) => udp(port, 'private')),
      tcp(8500, 'loopback'),
      tcp(8600, 'loopback'),
      udp(8600, 'loopback'),
    ),
  ]),
  backup: linux(
    [program('/usr/sbin/bacula-sd', tcp(9103, 'private'))],
    [[0.5, program('/usr/bin/rsync', tcp(873))]],
  ),
  zabbix: linux([program('/usr/sbin/zabbix_server', tcp(10_051)), run.NGINX]),
  proxy: linux([program('/usr/sbin/squid', tcp(3128))]),
  hypervisor: linux([
    program('/usr/bin/pveproxy', tcp(8006, 'dual')),
    program('/usr/bin/spiceproxy', tcp(3128, 'dual')),
    run.RPCBIND,
    program('/usr/sbin/corosync', udp(5405, 'private')),
  ]),
  controlPlane: linux([run.KUBELET, run.KUBE_PROXY, run.FLANNEL, ...run.KUBE_CONTROL_PLANE]),
  platformNode: kubeNode([30_443, 31_090]),

  // Web shop
  loadBalancer: linux(
    [run.HAPROXY],
    [[0.5, program('/usr/local/bin/keepalived_exporter', tcp(9165, 'private'))]],
  ),
  web: linux([run.NGINX_QUIC, run.NGINX_EXPORTER], [[0.3, run.PHP_FPM]]),
  shopApp: linux(
    [program('/opt/shop/gateway/jre/bin/java', tcp(8080, 'dual'))],
    [
      ...services(
        [
          'cart',
          'catalog',
          'checkout',
          'customer',
          'inventory',
          'offers',
          'orders',
          'prices',
          'reviews',
          'search',
        ],
        8101,
      ),
      [0.15, program('/opt/shop/gateway/jre/bin/java', tcp(1099, 'dual'))],
      [0.1, program('/usr/bin/statsd', udp(8125))],
    ],
  ),
  shopCache: linux([run.REDIS, run.REDIS_SENTINEL, run.REDIS_EXPORTER], [[0.4, run.MEMCACHED]]),
  shopSearch: linux([run.ELASTICSEARCH]),
  shopDb: linux([run.MYSQL, run.MYSQL_EXPORTER]),
  shopQueue: linux([run.RABBITMQ, run.EPMD]),
  shopNode: kubeNode([30_080, 30_443, 31_180, 32_001]),
  shopMedia: linux([
    run.NGINX,
    run.RPCBIND,
    program('/usr/sbin/rpc.mountd', tcp(20_048), udp(20_048)),
    program('[nfsd]', tcp(2049)),
  ]),

  // Payments
  payApp: linux(
    [program('/opt/payments/gateway/jre/bin/java', tcp(8443, 'dual'))],
    services(['authorise', 'capture', 'fraud', 'ledger', 'payout', 'refund', 'tokens'], 8501),
  ),
  payDb: linux([run.POSTGRES, run.PGBOUNCER, run.POSTGRES_EXPORTER]),
  payStream: linux([run.KAFKA_TLS, run.KAFKA_EXPORTER]),
  payHsm: linux([program('/opt/hsm/bin/hsmproxyd', tcp(1792, 'private'), tcp(9004, 'private'))]),
  payTerminals: linux([program('/opt/payments/terminals/bin/concentrator', tcp(5015), tcp(5016))]),
  payTransfer: linux([program('/usr/lib/openssh/sftp-gateway', tcp(2222))]),
  payBatch: linux([], [[0.5, javaService('reconciliation', 8601)]]),
  payNode: kubeNode([30_443, 31_443]),

  // Data platform
  hadoopMaster: linux([
    program(
      '/opt/hadoop/jre/bin/java',
      ...[8020, 8030, 8031, 8032, 8033, 8088, 9870].map((p) => tcp(p, 'ipv4')),
    ),
    run.RPCBIND,
  ]),
  hadoopWorker: linux([
    program('/opt/hadoop/jre/bin/java', ...[8040, 8042, 9864, 9866, 9867, 13_562].map((p) => tcp(p, 'ipv4'))),
  ]),
  stream: linux([run.KAFKA, run.KAFKA_EXPORTER]),
  zookeeper: linux([run.ZOOKEEPER]),
  spark: linux([
    program('/opt/spark/jre/bin/java', tcp(7077, 'private'), tcp(8080, 'dual'), tcp(18_080, 'dual')),
  ]),
  clickhouse: linux([run.CLICKHOUSE]),
  openPostgres: linux([run.POSTGRES_EVERYWHERE, run.POSTGRES_EXPORTER]),
  openRedis: linux([run.REDIS_EVERYWHERE, run.REDIS_EXPORTER]),
  scheduler: linux([program('/opt/airflow/bin/gunicorn', tcp(8080, 'ipv4'), tcp(8793, 'ipv4'))]),
  notebook: linux([program('/opt/jupyter/bin/python3', tcp(8888))]),
  gpu: linux(
    [
      program('/usr/bin/dcgm-exporter', tcp(9400, 'dual')),
      program('/opt/ray/bin/gcs_server', tcp(6380, 'private')),
      program('/opt/ray/bin/dashboard', tcp(8265, 'loopback')),
    ],
    [[0.25, program('/usr/local/bin/ollama', tcp(11_434, 'dual'))]],
  ),
  dataNode: kubeNode([30_900, 31_777]),

  // Corporate IT
  domainController: windows(run.ACTIVE_DIRECTORY),
  fileServer: windows([]),
  printServer: windows([program('C:\\Windows\\System32\\lpdsvc.exe', tcp(515))]),
  windowsApp: windows(
    [],
    [
      [0.4, run.IIS],
      [0.1, program('C:\\Program Files\\Zabbix Agent\\zabbix_agentd.exe', tcp(10_050))],
    ],
  ),
  sqlServer: windows([
    program(
      'C:\\Program Files\\Microsoft SQL Server\\MSSQL15\\MSSQL\\Binn\\sqlservr.exe',
      tcp(1433),
      tcp(1434, 'loopback'),
    ),
    program('C:\\Program Files\\Microsoft SQL Server\\90\\Shared\\sqlbrowser.exe', udp(1434)),
  ]),
  jump: windows([run.RDP]),
  intranet: linux([run.NGINX, run.PHP_FPM], [[0.3, run.MYSQL]]),
  workstation: linux(
    [run.AVAHI, run.CUPS],
    [
      [0.1, program('/usr/bin/node', tcp(5173, 'loopback4'))],
      [0.06, program('/usr/bin/x11vnc', tcp(5900))],
    ],
  ),
  oldSwitch: appliance(
    [program('/usr/sbin/telnetd', tcp(23, 'ipv4')), BUSYBOX_SNMP],
    [
      [0.5, program('/usr/sbin/httpd', tcp(80, 'ipv4'))],
      [0.1, program('/usr/sbin/tftpd', udp(69, 'ipv4'))],
    ],
  ),
  switch: appliance([
    program('/usr/sbin/dropbear', tcp(22)),
    BUSYBOX_SNMP,
    program('/usr/sbin/netconfd', tcp(830)),
  ]),
  camera: appliance([
    program('/usr/bin/rtspd', tcp(554, 'ipv4')),
    program('/usr/bin/onvifd', tcp(80, 'ipv4'), udp(3702, 'ipv4')),
  ]),
  phone: linux([
    program('/usr/sbin/asterisk', udp(5060), tcp(5061), udp(4569, 'ipv4'), tcp(5038, 'loopback')),
  ]),
  building: appliance([
    program('/opt/bms/bin/controller', udp(47_808, 'ipv4'), tcp(80, 'ipv4'), tcp(4911, 'ipv4')),
  ]),
  oldFtp: linux([
    program('/usr/sbin/proftpd', tcp(21)),
    run.SNMPD,
    program('/usr/sbin/in.rlogind', tcp(513, 'ipv4')),
  ]),
} as const satisfies Record<string, Role>

export type RoleName = keyof typeof ROLES
