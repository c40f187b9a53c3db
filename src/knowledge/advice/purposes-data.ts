import { purpose } from './article.ts'
import type { Purpose } from './article.ts'

/** What databases, caches, messages, clusters and their jobs use a dangerous port for. */
export const DATA_PURPOSES: readonly Purpose[] = [
  purpose(
    ['1433/TCP'],
    'Applications query Microsoft SQL Server on it.',
    '应用程序通过它访问 Microsoft SQL Server 数据库。',
  ),
  purpose(
    ['1434/UDP'],
    'SQL Server Browser tells clients on which port a named instance listens.',
    'SQL Server Browser 告知客户端命名实例监听的端口。',
  ),
  purpose(
    ['1521/TCP'],
    'The listener of an Oracle database connects clients to the database.',
    'Oracle 数据库监听器将客户端接入数据库。',
  ),
  purpose(
    ['1883/TCP'],
    'Devices and applications exchange messages through an MQTT broker, unencrypted on this port.',
    '设备与应用通过 MQTT 代理交换消息，该端口不加密。',
  ),
  purpose(
    ['2181/TCP'],
    'ZooKeeper keeps configuration and coordinates clusters such as Kafka and Hadoop.',
    'ZooKeeper 保存配置并协调 Kafka、Hadoop 等集群。',
  ),
  purpose(
    ['2375/TCP', '2376/TCP'],
    'Programs build, start and stop containers through the API of the Docker daemon.',
    '程序通过 Docker 守护进程的 API 构建、启动和停止容器。',
  ),
  purpose(
    ['2379/TCP'],
    'etcd keeps the state of a cluster; the Kubernetes API server is its usual client.',
    'etcd 保存集群状态，常见的客户端是 Kubernetes API Server。',
  ),
  purpose(
    ['2380/TCP'],
    'Members of an etcd cluster replicate their data over it.',
    'etcd 集群成员通过它同步数据。',
  ),
  purpose(
    ['3306/TCP'],
    'Applications query MySQL or MariaDB on it.',
    '应用程序通过它访问 MySQL 或 MariaDB 数据库。',
  ),
  purpose(
    ['4646/TCP'],
    'Jobs are submitted to a Nomad cluster and monitored through its HTTP API.',
    '通过 Nomad 的 HTTP API 提交和查看集群作业。',
  ),
  purpose(['5432/TCP'], 'Applications query PostgreSQL on it.', '应用程序通过它访问 PostgreSQL 数据库。'),
  purpose(
    ['5672/TCP'],
    'Applications exchange messages through an AMQP broker, most often RabbitMQ.',
    '应用程序通过 AMQP 代理（多为 RabbitMQ）交换消息。',
  ),
  purpose(
    ['5984/TCP'],
    'Applications read and write documents of CouchDB over HTTP.',
    '应用程序通过 HTTP 读写 CouchDB 文档。',
  ),
  purpose(
    ['6379/TCP'],
    'Applications keep caches, sessions and queues in Redis.',
    '应用程序用 Redis 保存缓存、会话和队列。',
  ),
  purpose(
    ['7077/TCP'],
    'A Spark master accepts jobs and distributes them to its workers.',
    'Spark Master 接收作业并分发给工作节点。',
  ),
  purpose(
    ['8088/TCP'],
    'Hadoop jobs are submitted and monitored through the web page and REST API of YARN.',
    '通过 YARN 的网页和 REST API 提交和查看 Hadoop 作业。',
  ),
  purpose(
    ['8265/TCP'],
    'Jobs of a Ray cluster are submitted and monitored on its dashboard.',
    '通过 Ray Dashboard 提交和查看集群作业。',
  ),
  purpose(
    ['8500/TCP'],
    'Services find each other and keep settings in Consul over its HTTP API.',
    '服务通过 Consul 的 HTTP API 互相发现并保存配置。',
  ),
  purpose(
    ['8983/TCP'],
    'Applications search and index documents in Solr over HTTP.',
    '应用程序通过 HTTP 使用 Solr 检索和索引文档。',
  ),
  purpose(
    ['9042/TCP'],
    'Applications query Cassandra on it, in CQL.',
    '应用程序通过它以 CQL 访问 Cassandra。',
  ),
  purpose(
    ['9092/TCP'],
    'Applications write and read streams of messages on a Kafka broker.',
    '应用程序在 Kafka Broker 上读写消息流。',
  ),
  purpose(
    ['9200/TCP'],
    'Applications search and index documents in Elasticsearch over HTTP.',
    '应用程序通过 HTTP 使用 Elasticsearch 检索和索引文档。',
  ),
  purpose(
    ['9300/TCP'],
    'Nodes of an Elasticsearch cluster communicate over it.',
    'Elasticsearch 集群节点之间通过它通信。',
  ),
  purpose(
    ['10250/TCP'],
    'The Kubernetes control plane reads logs and runs commands in the containers of a node through its kubelet.',
    'Kubernetes 控制面通过节点的 kubelet 读取日志并在容器中执行命令。',
  ),
  purpose(
    ['10255/TCP'],
    'Older monitoring reads what runs on a Kubernetes node from its kubelet.',
    '旧的监控系统通过它从 kubelet 读取 Kubernetes 节点的运行情况。',
  ),
  purpose(
    ['11211/TCP', '11211/UDP'],
    'Applications keep caches in Memcached.',
    '应用程序用 Memcached 保存缓存。',
  ),
  purpose(
    ['11434/TCP'],
    'Programs run language models on the machine through Ollama’s HTTP API.',
    '程序通过 Ollama 的 HTTP API 在本机运行语言模型。',
  ),
  purpose(
    ['15672/TCP'],
    'Administrators manage RabbitMQ on this web page and its API.',
    '管理员通过该网页和 API 管理 RabbitMQ。',
  ),
  purpose(['27017/TCP'], 'Applications query MongoDB on it.', '应用程序通过它访问 MongoDB 数据库。'),
  purpose(
    ['27018/TCP', '27019/TCP'],
    'The shards (27018) and configuration servers (27019) of a MongoDB cluster listen on it.',
    'MongoDB 集群的分片（27018）和配置服务器（27019）使用该端口。',
  ),
]
