import type { Sentence, Socket } from './article.ts'

/**
 * Why dangerous ports have their tiers, in the languages of the page. What decides is the worst that an attacker gets
 * from the service as it is commonly set up, not the worst that a vulnerability of one version once gave.
 */
type TierReason = Sentence & { ports: readonly Socket[] }

const reason = (ports: readonly Socket[], en: string, zh: string): TierReason => ({ ports, en, 'zh-CN': zh })

export const TIER_REASONS: readonly TierReason[] = [
  // control
  reason(
    ['2375/TCP', '4646/TCP', '8500/TCP', '10250/TCP'],
    'Its API runs containers or commands, and is often set up without authentication.',
    '其 API 可启动容器或执行命令，且常未启用认证。',
  ),
  reason(
    ['2379/TCP'],
    'Writing to etcd controls the Kubernetes cluster, and etcd is often set up without client certificates.',
    '写入 etcd 即可控制 Kubernetes 集群，且常未校验客户端证书。',
  ),
  reason(
    ['7077/TCP', '8088/TCP', '8265/TCP', '11434/TCP'],
    'It accepts jobs without authentication by default, so an attacker uses the machine as their own.',
    '默认无需认证即可提交任务，攻击者可任意使用该服务器。',
  ),
  reason(
    ['6379/TCP'],
    'Without a password, Redis can be made to write files, and so to run commands on the server.',
    '未设口令的 Redis 可被利用写入文件，进而在服务器上执行命令。',
  ),
  reason(
    ['513/TCP', '514/TCP'],
    'It runs commands for any client that claims a trusted address.',
    '只要声称来自受信任的地址，任何客户端都可执行命令。',
  ),
  reason(
    ['5900/TCP', '5901/TCP', '6000/TCP'],
    'It gives screen and keyboard, often without a password.',
    '可操控屏幕和键盘，且常未设置口令。',
  ),
  reason(
    ['1099/TCP', '4505/TCP', '4506/TCP', '4786/TCP'],
    'Unauthenticated attackers have loaded code or configuration through it.',
    '未经认证的攻击者曾借此加载代码或配置。',
  ),
  reason(
    ['102/TCP', '502/TCP', '20000/TCP', '47808/UDP'],
    'The protocol commands physical equipment without authentication.',
    '该协议无需认证即可操控物理设备。',
  ),
  // data
  reason(
    ['5984/TCP', '8983/TCP', '9042/TCP', '9200/TCP', '9300/TCP', '27017/TCP', '27018/TCP', '27019/TCP'],
    'Common set-ups let anyone who connects read and delete all data.',
    '在常见配置下，任何能连接的人都可读取和删除全部数据。',
  ),
  reason(
    ['11211/TCP'],
    'Memcached asks for no password: cached data, sessions among them, can be read and changed.',
    'Memcached 无需口令，缓存数据（含会话）可被读取和篡改。',
  ),
  reason(
    ['2181/TCP', '2380/TCP'],
    'Without authentication, an attacker reads and changes the data by which a cluster works.',
    '未启用认证时，攻击者可读取和篡改集群赖以运行的数据。',
  ),
  reason(
    ['1883/TCP', '9092/TCP'],
    'Brokers are often open: messages can be read and forged.',
    '消息服务常未启用认证，消息可被读取和伪造。',
  ),
  reason(
    ['69/UDP', '873/TCP', '2049/TCP'],
    'Files are served without proof of identity.',
    '无需验证身份即可获取文件。',
  ),
  // credentials
  reason(
    ['21/TCP', '23/TCP', '110/TCP', '143/TCP', '512/TCP', '5672/TCP', '15672/TCP'],
    'Passwords guard it, and are sent in clear text or tried by default.',
    '仅凭口令保护，而口令以明文传输或常为默认值。',
  ),
  reason(
    [
      '139/TCP',
      '445/TCP',
      '1433/TCP',
      '1521/TCP',
      '3306/TCP',
      '3389/TCP',
      '3389/UDP',
      '5432/TCP',
      '5985/TCP',
      '5986/TCP',
    ],
    'A password guards it, and is continuously brute-forced.',
    '仅凭口令保护，持续遭受爆破。',
  ),
  reason(
    ['623/UDP'],
    'IPMI hands out password hashes, which can be cracked offline.',
    'IPMI 会返回口令哈希，可被离线破解。',
  ),
  reason(
    ['2376/TCP'],
    'A client certificate protects it where --tlsverify is set; its holder has root access.',
    '设置 --tlsverify 后由客户端证书保护，持有证书即拥有 root 权限。',
  ),
  // information
  reason(
    ['79/TCP', '389/TCP'],
    'It lists accounts: the names for a brute-force attack.',
    '会列出账号，可用于口令爆破。',
  ),
  reason(
    ['111/TCP', '135/TCP', '427/TCP'],
    'It tells which other services run, and where.',
    '会透露运行了哪些其他服务及其位置。',
  ),
  reason(
    ['161/UDP', '10255/TCP'],
    'It reveals how the machine is configured and what runs on it.',
    '会泄露服务器的配置和运行内容。',
  ),
  // amplification
  reason(
    ['7/UDP', '19/UDP', '111/UDP', '389/UDP', '427/UDP', '1434/UDP', '1900/UDP', '3702/UDP', '11211/UDP'],
    'Its answers are larger than the questions: it is abused for DDoS amplification.',
    '响应大于请求，被用于 DDoS 反射放大。',
  ),
  // discovery
  reason(
    ['137/UDP', '5353/UDP'],
    'It tells names within a local network; its amplification is small.',
    '会透露局域网内的名称，放大倍数较小。',
  ),
]
