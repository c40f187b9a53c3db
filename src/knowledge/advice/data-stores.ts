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
      why: 'The password of "sa" is guessed on SQL Server all day, and an administrator of the database can run commands of the system.',
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
      why: 'An Oracle listener that anybody reaches lets default accounts be guessed, and an older one lets a stranger register and read the traffic of others.',
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
      why: "MySQL's own guidelines say that its port should not be reachable from untrusted hosts: passwords are guessed there, and databases held to ransom.",
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
      why: 'Passwords are guessed on PostgreSQL, a "trust" line in pg_hba.conf lets everybody in, and a superuser can run commands of the system.',
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
      why: 'Before version 3, CouchDB made everybody an administrator until an account was set, and flaws of 2017 let a stranger become one and run commands.',
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
      why: 'Redis is made for trusted clients alone: without a password whoever reaches it reads and deletes everything, and can write files to take the server over.',
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
      why: 'Solr has no sign-in until one is configured. Its administration reads and changes all data, and had several flaws that run code.',
      whatToDo:
        'Never expose it beyond its applications: set SOLR_IP_ALLOWLIST or a firewall rule, and turn on authentication.',
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
      why: 'Cassandra lets everybody in by default (AllowAllAuthenticator) and does not encrypt.',
      whatToDo:
        'Set PasswordAuthenticator, replace the default user "cassandra", turn on client encryption, and allow only the application servers.',
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
      why: 'Before version 8, Elasticsearch asked nobody for a password by default. Open ones are copied, deleted and held to ransom within hours.',
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
      why: 'The nodes of an Elasticsearch cluster speak to each other here. Without TLS a stranger can join the cluster and take the data.',
      whatToDo:
        'Allow 9300 only between the nodes, and turn on transport TLS (xpack.security.transport.ssl).',
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
      why: 'Memcached asks for no password: whoever reaches it reads and changes cached data, sessions of users included.',
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
      why: 'MongoDB asks for no password until access control is turned on. Open ones are deleted and held to ransom by automated attacks.',
      whatToDo:
        'Turn on security.authorization and TLS, set net.bindIp to a private address, and allow only the application servers.',
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
      why: 'Shards and configuration servers of MongoDB hold the same data as the router before them, and ask for no password either until access control is on.',
      whatToDo:
        'Allow these ports only between the members of the cluster, with a keyfile or certificates (security.clusterAuthMode).',
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
      why: 'MQTT on 1883 is unencrypted, and brokers are often open to anonymous clients: they read all messages and send commands to devices.',
      whatToDo: 'Use TLS on 8883, refuse anonymous clients, and give each client rights to its own topics.',
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
      why: 'AMQP on 5672 sends passwords and messages unencrypted, and default accounts such as guest are tried first.',
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
      why: 'The console of RabbitMQ manages users, queues and messages, over plain HTTP unless configured otherwise.',
      whatToDo:
        'Allow it only from the management network, turn on TLS (management.ssl), and delete the user guest.',
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
      why: 'A Kafka listener is PLAINTEXT by default: no sign-in, no encryption. Whoever reaches it reads and writes every topic.',
      whatToDo: 'Use SASL_SSL listeners with ACLs, and bind what is left of PLAINTEXT to a private network.',
    },
    'zh-CN': {
      why: 'Kafka 监听器默认为 PLAINTEXT，无认证、无加密，任何人都可读写所有主题。',
      whatToDo: '改用 SASL_SSL 监听器并配置 ACL，仍需保留的 PLAINTEXT 监听器只绑定到内网。',
    },
  },
]
