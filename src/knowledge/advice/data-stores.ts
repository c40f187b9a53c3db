import type { Article } from './article.ts'

const MONGODB = {
  title: 'MongoDB: Security checklist for self-managed deployments',
  url: 'https://www.mongodb.com/docs/manual/administration/security-checklist/',
}
const ELASTIC = {
  title: 'Elastic: Secure the Elastic Stack',
  url: 'https://www.elastic.co/guide/en/elasticsearch/reference/current/secure-cluster.html',
}

/** Databases, caches and queues. */
export const DATA_STORES: readonly Article[] = [
  {
    ports: ['1433/TCP'],
    source: {
      title: 'Microsoft: Configure the Windows Firewall to allow SQL Server access',
      url: 'https://learn.microsoft.com/en-us/sql/sql-server/install/configure-the-windows-firewall-to-allow-sql-server-access',
    },
    en: {
      why: 'The "sa" password of SQL Server is continuously brute-forced, and a database administrator can run operating system commands.',
      whatToDo:
        'Allow 1433 only from the application servers, use Windows authentication, disable sa and xp_cmdshell.',
    },
    'zh-CN': {
      why: 'SQL Server 的 sa 口令长期遭受爆破，数据库管理员权限还可执行系统命令。',
      whatToDo: '仅允许应用服务器访问 1433 端口，使用 Windows 身份验证，禁用 sa 账号和 xp_cmdshell。',
    },
  },
  {
    ports: ['1521/TCP'],
    source: {
      title: 'NVD: CVE-2012-1675 (TNS listener poisoning)',
      url: 'https://nvd.nist.gov/vuln/detail/CVE-2012-1675',
    },
    en: {
      why: 'Default accounts of an exposed Oracle listener are brute-forced. Older listeners let an unauthenticated attacker register an instance and intercept connections.',
      whatToDo:
        'Allow only application servers (TCP.VALIDNODE_CHECKING), set VALID_NODE_CHECKING_REGISTRATION, and lock default accounts.',
    },
    'zh-CN': {
      why: 'Oracle 监听器暴露后，默认账号会遭爆破；旧版本还允许攻击者注册实例，截取他人的连接。',
      whatToDo:
        '用 TCP.VALIDNODE_CHECKING 仅允许应用服务器访问，启用 VALID_NODE_CHECKING_REGISTRATION，并锁定默认账号。',
    },
  },
  {
    ports: ['3306/TCP'],
    source: {
      title: 'MySQL: Security Guidelines',
      url: 'https://dev.mysql.com/doc/refman/8.4/en/security-guidelines.html',
    },
    en: {
      why: "MySQL's security guidelines state that its port should not be reachable from untrusted hosts: passwords are brute-forced, and databases are held for ransom.",
      whatToDo:
        'Set bind-address to a private address, allow only the application servers, and set require_secure_transport=ON.',
    },
    'zh-CN': {
      why: 'MySQL 官方安全指南要求其端口不得对不可信主机开放；暴露后会遭口令爆破，数据可能被删除勒索。',
      whatToDo: '将 bind-address 设为内网地址，仅允许应用服务器访问，并设置 require_secure_transport=ON。',
    },
  },
  {
    ports: ['5432/TCP'],
    source: {
      title: 'PostgreSQL: The pg_hba.conf file',
      url: 'https://www.postgresql.org/docs/current/auth-pg-hba-conf.html',
    },
    en: {
      why: 'PostgreSQL passwords are continuously brute-forced, a "trust" entry in pg_hba.conf grants access without a password, and a superuser can run operating system commands.',
      whatToDo:
        'Set listen_addresses to a private address; in pg_hba.conf list only the application servers, with hostssl and scram-sha-256.',
    },
    'zh-CN': {
      why: 'PostgreSQL 暴露后会遭口令爆破；pg_hba.conf 中的 trust 会放行所有人，超级用户还可执行系统命令。',
      whatToDo:
        '将 listen_addresses 设为内网地址；在 pg_hba.conf 中仅列出应用服务器，使用 hostssl 和 scram-sha-256。',
    },
  },
  {
    ports: ['5984/TCP'],
    source: { title: 'NVD: CVE-2017-12635, CouchDB', url: 'https://nvd.nist.gov/vuln/detail/CVE-2017-12635' },
    en: {
      why: 'Before version 3, CouchDB treats every client as an administrator until an account is set. Vulnerabilities of 2017 let an unauthenticated attacker become administrator and run commands.',
      whatToDo:
        'Upgrade to version 3 or later, set an administrator and require_valid_user, and bind it to a private address.',
    },
    'zh-CN': {
      why: 'CouchDB 3 之前的版本在未设置账号时，任何人都是管理员；2017 年的漏洞还可让攻击者成为管理员并执行命令。',
      whatToDo: '升级到 3.x 或更高版本，设置管理员和 require_valid_user，并绑定到内网地址。',
    },
  },
  {
    ports: ['6379/TCP'],
    source: {
      title: 'Redis: Security',
      url: 'https://redis.io/docs/latest/operate/oss_and_stack/management/security/',
    },
    en: {
      why: 'Redis is designed for trusted clients only: without a password, an attacker can read and delete all data, and write files to take over the server.',
      whatToDo:
        'Bind it to 127.0.0.1 or a private address, keep protected-mode on, set ACL users or requirepass, and allow only the application servers.',
    },
    'zh-CN': {
      why: 'Redis 仅面向可信客户端设计：未设口令时，任何人都可读取、清空数据，甚至写入文件控制服务器。',
      whatToDo:
        '绑定到 127.0.0.1 或内网地址，保持 protected-mode 开启，设置 ACL 用户或 requirepass，仅允许应用服务器访问。',
    },
  },
  {
    ports: ['8983/TCP'],
    source: {
      title: 'Apache Solr: Securing Solr',
      url: 'https://solr.apache.org/guide/solr/latest/deployment-guide/securing-solr.html',
    },
    en: {
      why: 'Solr has no authentication by default. Its admin interface reads and changes all data, and had several remote code execution vulnerabilities.',
      whatToDo:
        'Allow only its applications: set SOLR_IP_ALLOWLIST or a firewall rule, and enable authentication.',
    },
    'zh-CN': {
      why: 'Solr 默认未启用认证，其管理接口可读取和修改全部数据，且多次出现远程代码执行漏洞。',
      whatToDo: '仅对使用它的应用开放：配置 SOLR_IP_ALLOWLIST 或防火墙规则，并启用认证。',
    },
  },
  {
    ports: ['9042/TCP'],
    source: {
      title: 'DataStax: Apache Cassandra 3.x, configuring authentication',
      url: 'https://docs.datastax.com/en/cassandra-oss/3.x/cassandra/configuration/secureConfigNativeAuth.html',
    },
    en: {
      why: 'Cassandra requires no authentication by default (AllowAllAuthenticator) and does not encrypt.',
      whatToDo:
        'Set PasswordAuthenticator, replace the default user "cassandra", enable client encryption, and allow only the application servers.',
    },
    'zh-CN': {
      why: 'Cassandra 默认不做认证（AllowAllAuthenticator），也不加密通信。',
      whatToDo: '启用 PasswordAuthenticator，替换默认用户 cassandra，启用客户端加密，仅允许应用服务器访问。',
    },
  },
  {
    ports: ['9200/TCP'],
    source: ELASTIC,
    en: {
      why: 'Before version 8, Elasticsearch required no password by default. Exposed instances are copied, wiped and held for ransom within hours.',
      whatToDo:
        'Keep xpack.security.enabled on, with TLS; set network.host to a private address, and allow only the application servers.',
    },
    'zh-CN': {
      why: 'Elasticsearch 8 之前默认不要求口令，暴露的实例往往数小时内就被拖库、清空并勒索。',
      whatToDo:
        '保持 xpack.security.enabled 开启并启用 TLS；将 network.host 设为内网地址，仅允许应用服务器访问。',
    },
  },
  {
    ports: ['9300/TCP'],
    source: ELASTIC,
    en: {
      why: 'Nodes of an Elasticsearch cluster communicate through this port. Without TLS, an unauthenticated attacker can join the cluster and steal the data.',
      whatToDo: 'Allow 9300 only between the nodes, and enable transport TLS (xpack.security.transport.ssl).',
    },
    'zh-CN': {
      why: '9300 是 Elasticsearch 集群节点间的通信端口；未启用 TLS 时，攻击者可加入集群并窃取数据。',
      whatToDo: '仅允许集群节点之间访问 9300，并启用传输层 TLS（xpack.security.transport.ssl）。',
    },
  },
  {
    ports: ['11211/TCP'],
    source: { title: 'NVD: CVE-2016-8704, memcached', url: 'https://nvd.nist.gov/vuln/detail/CVE-2016-8704' },
    en: {
      why: 'Memcached requires no password: an attacker can read and change cached data, including user sessions.',
      whatToDo:
        'Bind it to 127.0.0.1 or a private address (-l), allow only the application servers, and keep it up to date.',
    },
    'zh-CN': {
      why: 'Memcached 无需口令，任何人都可读取和篡改缓存数据，包括用户会话。',
      whatToDo: '用 -l 绑定到 127.0.0.1 或内网地址，仅允许应用服务器访问，并及时升级。',
    },
  },
  {
    ports: ['27017/TCP'],
    source: MONGODB,
    en: {
      why: 'MongoDB requires no password until access control is enabled. Exposed instances are wiped and held for ransom by automated attacks.',
      whatToDo:
        'Enable security.authorization and TLS, set net.bindIp to a private address, and allow only the application servers.',
    },
    'zh-CN': {
      why: 'MongoDB 在启用访问控制之前无需口令，暴露的实例会被自动化攻击清空并勒索。',
      whatToDo: '启用 security.authorization 和 TLS，将 net.bindIp 设为内网地址，仅允许应用服务器访问。',
    },
  },
  {
    ports: ['27018/TCP', '27019/TCP'],
    source: MONGODB,
    en: {
      why: 'Shards and config servers of MongoDB hold the same data as the router in front of them, and require no password until access control is enabled.',
      whatToDo:
        'Allow these ports only between cluster members, with a keyfile or certificates (security.clusterAuthMode).',
    },
    'zh-CN': {
      why: 'MongoDB 的分片和配置服务器保存着同样的数据，未启用访问控制时同样无需口令。',
      whatToDo: '仅允许集群成员之间访问，并配置密钥文件或证书认证（security.clusterAuthMode）。',
    },
  },
  {
    ports: ['1883/TCP'],
    source: {
      title: 'OASIS: MQTT Version 5.0, chapter 5',
      url: 'https://docs.oasis-open.org/mqtt/mqtt/v5.0/mqtt-v5.0.html',
    },
    en: {
      why: 'MQTT on 1883 is unencrypted, and brokers often accept anonymous clients, who can read all messages and send commands to devices.',
      whatToDo: 'Use TLS on 8883, reject anonymous clients, and restrict each client to its own topics.',
    },
    'zh-CN': {
      why: '1883 端口上的 MQTT 不加密，且 Broker 常允许匿名连接，攻击者可读取全部消息并向设备下发指令。',
      whatToDo: '改用 8883 端口的 TLS，禁止匿名连接，并按客户端限定主题权限。',
    },
  },
  {
    ports: ['5672/TCP'],
    source: { title: 'RabbitMQ: Access control', url: 'https://www.rabbitmq.com/docs/access-control' },
    en: {
      why: 'AMQP on 5672 sends passwords and messages unencrypted, and attackers try default accounts such as guest first.',
      whatToDo: 'Use TLS on 5671, delete the user guest, and allow only the application servers.',
    },
    'zh-CN': {
      why: '5672 端口上的 AMQP 以明文传输口令和消息，guest 等默认账号会最先被尝试。',
      whatToDo: '改用 5671 端口的 TLS，删除 guest 用户，仅允许应用服务器访问。',
    },
  },
  {
    ports: ['15672/TCP'],
    source: { title: 'RabbitMQ: Management plugin', url: 'https://www.rabbitmq.com/docs/management' },
    en: {
      why: 'The RabbitMQ console manages users, queues and messages, by default over plain HTTP.',
      whatToDo:
        'Allow it only from the management network, enable TLS (management.ssl), and delete the user guest.',
    },
    'zh-CN': {
      why: 'RabbitMQ 管理控制台可管理用户、队列和消息，默认使用明文 HTTP。',
      whatToDo: '仅允许管理网访问，启用 TLS（management.ssl），并删除 guest 用户。',
    },
  },
  {
    ports: ['9092/TCP'],
    source: { title: 'Apache Kafka: Security', url: 'https://kafka.apache.org/documentation/#security' },
    en: {
      why: 'A Kafka listener is PLAINTEXT by default: no authentication, no encryption. An attacker can read and write every topic.',
      whatToDo:
        'Use SASL_SSL listeners with ACLs, and bind remaining PLAINTEXT listeners to a private network.',
    },
    'zh-CN': {
      why: 'Kafka 监听器默认为 PLAINTEXT，无认证、无加密，任何人都可读写所有主题。',
      whatToDo: '改用 SASL_SSL 监听器并配置 ACL，仍需保留的 PLAINTEXT 监听器只绑定到内网。',
    },
  },
]
