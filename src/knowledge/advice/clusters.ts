import type { Article } from './article.ts'

const DOCKER = {
  title: 'Docker: Protect the Docker daemon socket',
  url: 'https://docs.docker.com/engine/security/protect-access/',
}
const ETCD = { title: 'etcd: Transport security model', url: 'https://etcd.io/docs/v3.5/op-guide/security/' }
const KUBELET = {
  title: 'Kubernetes: Kubelet authentication/authorization',
  url: 'https://kubernetes.io/docs/reference/access-authn-authz/kubelet-authn-authz/',
}
const OT_SECURITY = {
  title: 'NIST SP 800-82 Rev. 3: Guide to Operational Technology (OT) Security',
  url: 'https://csrc.nist.gov/pubs/sp/800/82/r3/final',
}

/** Containers, clusters, compute jobs, and physical equipment. */
export const CLUSTERS: readonly Article[] = [
  {
    ports: ['2375/TCP'],
    source: DOCKER,
    en: {
      why: 'The Docker API without TLS requires no authentication. An attacker can start a container that mounts the disk of the host, and so become root there. Cryptominers scan for it continuously.',
      whatToDo:
        'Remove -H tcp://…:2375 from the daemon; connect through SSH (docker context with ssh://), or on 2376 with client certificates (--tlsverify).',
    },
    'zh-CN': {
      why: '未启用 TLS 的 Docker API 无需认证，任何人都可启动挂载宿主机磁盘的容器，从而获得 root 权限，是挖矿木马的重点扫描对象。',
      whatToDo:
        '从守护进程参数中移除 -H tcp://…:2375；改为通过 SSH 访问（docker context 使用 ssh://），或使用 2376 端口并校验客户端证书（--tlsverify）。',
    },
  },
  {
    ports: ['2376/TCP'],
    source: DOCKER,
    en: {
      why: 'Access to the Docker API equals root on the host. TLS alone is not enough: only --tlsverify requires a client certificate.',
      whatToDo:
        'Make sure that --tlsverify is set, allow only the management network, and prefer SSH (docker context with ssh://).',
    },
    'zh-CN': {
      why: 'Docker API 的使用者等同于宿主机 root。仅启用 TLS 并不够，只有 --tlsverify 才会校验客户端证书。',
      whatToDo:
        '确认已设置 --tlsverify，仅允许管理网访问；建议改为通过 SSH 访问（docker context 使用 ssh://）。',
    },
  },
  {
    ports: ['2379/TCP'],
    source: ETCD,
    en: {
      why: 'etcd holds the entire state of a Kubernetes cluster, including secrets. Without client certificates, an attacker with network access controls the cluster.',
      whatToDo: 'Set --client-cert-auth with a dedicated CA, and allow only the API servers.',
    },
    'zh-CN': {
      why: 'etcd 保存 Kubernetes 集群的全部状态，包括 Secret；未校验客户端证书时，能访问它的人即可控制整个集群。',
      whatToDo: '设置 --client-cert-auth 并使用专用 CA，仅允许 API Server 访问。',
    },
  },
  {
    ports: ['2380/TCP'],
    source: ETCD,
    en: {
      why: 'Members of an etcd cluster communicate through this port. Without certificates, an unauthenticated attacker can join the cluster and copy all data.',
      whatToDo: 'Set --peer-client-cert-auth, and allow 2380 only between cluster members.',
    },
    'zh-CN': {
      why: '2380 是 etcd 集群成员间的通信端口；未校验证书时，攻击者可加入集群并复制全部数据。',
      whatToDo: '设置 --peer-client-cert-auth，仅允许集群成员之间访问 2380。',
    },
  },
  {
    ports: ['10250/TCP'],
    source: KUBELET,
    en: {
      why: 'The kubelet runs commands in every container of its node. Its defaults allow anonymous requests unless the installer changed them.',
      whatToDo:
        'Set authentication.anonymous.enabled to false and authorization.mode to Webhook; allow 10250 only from the control plane and monitoring.',
    },
    'zh-CN': {
      why: 'kubelet 可在所在节点的任意容器中执行命令；若安装工具未修改默认值，会接受匿名请求。',
      whatToDo:
        '将 authentication.anonymous.enabled 设为 false，authorization.mode 设为 Webhook；仅允许控制面和监控访问 10250。',
    },
  },
  {
    ports: ['10255/TCP'],
    source: KUBELET,
    en: {
      why: 'The read-only port of the kubelet reveals all pods, images and environment variables of a node without authentication.',
      whatToDo: "Set readOnlyPort to 0 in the kubelet's configuration, and read metrics from 10250 instead.",
    },
    'zh-CN': {
      why: 'kubelet 只读端口无需认证，会向任何人透露节点上的全部 Pod、镜像和环境变量配置。',
      whatToDo: '在 kubelet 配置中将 readOnlyPort 设为 0，改从 10250 采集指标。',
    },
  },
  {
    ports: ['2181/TCP'],
    source: {
      title: "Apache ZooKeeper: Administrator's Guide",
      url: 'https://zookeeper.apache.org/doc/current/zookeeperAdmin.html',
    },
    en: {
      why: 'ZooKeeper requires no authentication by default. An attacker can read and change the coordination data of Kafka, Hadoop and others.',
      whatToDo: 'Allow 2181 only from the servers of the cluster, enable SASL or TLS, and set ACLs.',
    },
    'zh-CN': {
      why: 'ZooKeeper 默认无需认证，任何人都可读取和修改 Kafka、Hadoop 等集群的协调数据。',
      whatToDo: '仅允许集群内的服务器访问 2181，启用 SASL 或 TLS，并配置 ACL。',
    },
  },
  {
    ports: ['4646/TCP'],
    source: {
      title: 'HashiCorp: Nomad access control lists',
      url: 'https://developer.hashicorp.com/nomad/docs/v1.9.x/concepts/acl',
    },
    en: {
      why: 'Nomad runs any job submitted to it. Without ACLs, an unauthenticated attacker can submit jobs.',
      whatToDo: 'Enable ACLs and mutual TLS, and allow 4646 only from the management network.',
    },
    'zh-CN': {
      why: 'Nomad 会运行提交给它的任何作业；未启用 ACL 时，任何人都可以提交。',
      whatToDo: '启用 ACL 和双向 TLS，仅允许管理网访问 4646。',
    },
  },
  {
    ports: ['8500/TCP'],
    source: {
      title: 'HashiCorp: Protecting Consul from RCE risk in specific configurations',
      url: 'https://www.hashicorp.com/blog/protecting-consul-from-rce-risk-in-specific-configurations',
    },
    en: {
      why: 'The Consul API reads and writes services and configuration. With script checks enabled and without ACLs, an unauthenticated attacker can run commands.',
      whatToDo:
        'Bind the HTTP API to 127.0.0.1, enable ACLs with default policy deny, and use enable_local_script_checks at most.',
    },
    'zh-CN': {
      why: 'Consul API 可读写服务和配置；启用脚本检查而未启用 ACL 时，任何人都可借此执行命令。',
      whatToDo:
        '将 HTTP API 绑定到 127.0.0.1，启用 ACL 且默认策略设为 deny；脚本检查至多使用 enable_local_script_checks。',
    },
  },
  {
    ports: ['7077/TCP'],
    source: { title: 'Apache Spark: Security', url: 'https://spark.apache.org/docs/latest/security.html' },
    en: {
      why: 'Spark has security disabled by default: an attacker who reaches a standalone master can submit jobs, and so run code.',
      whatToDo:
        'Set spark.authenticate with a secret, and allow 7077 only from the servers that submit jobs.',
    },
    'zh-CN': {
      why: 'Spark 默认不启用安全功能，能访问独立集群 Master 的人可提交作业，即执行任意代码。',
      whatToDo: '设置 spark.authenticate 及密钥，仅允许提交作业的服务器访问 7077。',
    },
  },
  {
    ports: ['8088/TCP'],
    source: {
      title: 'Apache Hadoop: Hadoop in Secure Mode',
      url: 'https://hadoop.apache.org/docs/stable/hadoop-project-dist/hadoop-common/SecureMode.html',
    },
    en: {
      why: 'Without Kerberos, the YARN ResourceManager accepts applications from unauthenticated clients and runs them on the cluster. Cryptominers and botnets exploit this.',
      whatToDo:
        'Enable Kerberos (secure mode), or allow 8088 only from the cluster and the management network.',
    },
    'zh-CN': {
      why: '未启用 Kerberos 时，YARN ResourceManager 接受任何人提交的应用并在集群上运行，常被挖矿木马和僵尸网络利用。',
      whatToDo: '启用 Kerberos（安全模式），或仅允许集群和管理网访问 8088。',
    },
  },
  {
    ports: ['8265/TCP'],
    source: { title: 'NVD: CVE-2023-48022, Ray', url: 'https://nvd.nist.gov/vuln/detail/CVE-2023-48022' },
    en: {
      why: 'The Ray dashboard accepts jobs without authentication by default, and jobs are code. Its vendor intends it for trusted networks only.',
      whatToDo: 'Keep --dashboard-host at 127.0.0.1, or allow only the network of the cluster.',
    },
    'zh-CN': {
      why: 'Ray Dashboard 默认无需口令即可提交作业（即执行代码），官方仅建议在可信网络中使用。',
      whatToDo: '将 --dashboard-host 保持为 127.0.0.1，或仅允许集群自身网络访问。',
    },
  },
  {
    ports: ['11434/TCP'],
    source: { title: 'NVD: CVE-2024-37032, Ollama', url: 'https://nvd.nist.gov/vuln/detail/CVE-2024-37032' },
    en: {
      why: 'Ollama has no authentication: an attacker can use your compute, and replace or delete models. Older versions allow remote code execution.',
      whatToDo:
        'Keep OLLAMA_HOST at 127.0.0.1, or put a proxy with authentication in front of it; keep it up to date.',
    },
    'zh-CN': {
      why: 'Ollama 没有认证，任何人都可占用算力，替换或删除模型，旧版本还存在远程代码执行漏洞。',
      whatToDo: '将 OLLAMA_HOST 保持为 127.0.0.1，或在其前面部署带认证的代理，并及时升级。',
    },
  },
  {
    ports: ['102/TCP'],
    source: OT_SECURITY,
    en: {
      why: 'Siemens S7 controllers can be read, stopped and programmed through this port, older models without a password.',
      whatToDo:
        'Keep controllers in a dedicated segment behind a firewall, access them through a jump host or VPN, and set the access protection of the CPU.',
    },
    'zh-CN': {
      why: '通过该端口可读取、停止和编程西门子 S7 系列 PLC，旧型号无需口令。',
      whatToDo: '将 PLC 放入独立的工控网段并由防火墙隔离，经跳板机或 VPN 访问，并设置 CPU 访问保护。',
    },
  },
  {
    ports: ['502/TCP'],
    source: OT_SECURITY,
    en: {
      why: 'Modbus has neither authentication nor encryption: an attacker can read sensors and move actuators.',
      whatToDo:
        'Keep it in a dedicated control network, access it through a jump host or VPN, and allow only known masters in the firewall.',
    },
    'zh-CN': {
      why: 'Modbus 既无认证也不加密，任何人都可读取传感器并操控执行机构。',
      whatToDo: '放入独立的工控网，经跳板机或 VPN 访问，并在防火墙上仅放通已知的主站。',
    },
  },
  {
    ports: ['20000/TCP'],
    source: OT_SECURITY,
    en: {
      why: 'DNP3 controls substations and water utilities. Without Secure Authentication, it executes commands from any source.',
      whatToDo:
        'Keep it in a dedicated control network, allow only known masters in the firewall, and use DNP3 Secure Authentication or TLS.',
    },
    'zh-CN': {
      why: 'DNP3 用于控制变电站和供水设施；未启用安全认证时，会执行任何来源的指令。',
      whatToDo: '放入独立的工控网，在防火墙上仅放通已知的主站，并启用 DNP3 安全认证或 TLS。',
    },
  },
  {
    ports: ['47808/UDP'],
    source: OT_SECURITY,
    en: {
      why: 'BACnet controls heating, doors and elevators of buildings. Classic BACnet/IP has no authentication.',
      whatToDo:
        'Keep it in the building automation network, not routed to others, and prefer BACnet/SC if devices support it.',
    },
    'zh-CN': {
      why: 'BACnet 控制楼宇的暖通、门禁和电梯，传统 BACnet/IP 没有任何认证。',
      whatToDo: '仅在楼宇自控网内使用，不与其他网络互通；设备支持时改用 BACnet/SC。',
    },
  },
]
