import type { Sentence, Socket, Source } from './article.ts'

/** Known exploitation of a port, with the public record of it. */
type Misuse = Sentence & { ports: readonly Socket[]; source: Source }

const REFLECTION = attack('techniques/T1498/002', 'Reflection Amplification')
const TEAM_TNT = attack('groups/G0139', 'TeamTNT')
const FORCE = attack('techniques/T1110', 'Brute Force')
const COMMANDS = attack('techniques/T0855', 'Unauthorized Command Message')

/** Only what a public record names. A port that is missing here is not thereby safe. */
export const MISUSE: readonly Misuse[] = [
  on(
    [
      '7/UDP',
      '19/UDP',
      '111/UDP',
      '137/UDP',
      '389/UDP',
      '427/UDP',
      '1900/UDP',
      '3702/UDP',
      '5353/UDP',
      '11211/UDP',
    ],
    REFLECTION,
    'Attackers send requests with the spoofed address of a victim, whom the responses flood.',
    '攻击者以受害者的名义向此类服务器发送请求，使受害者被响应流量淹没。',
  ),
  on(
    ['21/TCP'],
    nvd('CVE-2011-2523', 'vsftpd 2.3.4'),
    'A backdoored release of vsftpd opened a shell on another port when a user name contained a smiley.',
    '曾有被植入后门的 vsftpd 版本，用户名中带笑脸符号即可在另一端口打开 Shell。',
  ),
  on(
    ['23/TCP'],
    nvd('CVE-2016-10401', 'ZyXEL routers'),
    'Botnets of the Mirai family log in with the default passwords of devices, and scan from there.',
    'Mirai 家族僵尸网络使用设备的默认口令登录，并以此为跳板继续扫描。',
  ),
  on(
    ['79/TCP', '512/TCP', '514/TCP'],
    { title: 'RFC 1135: The Helminthiasis of the Internet', url: 'https://www.rfc-editor.org/rfc/rfc1135' },
    'The first worm of the Internet spread over it in 1988.',
    '1988 年互联网上的第一个蠕虫曾借此传播。',
  ),
  on(
    ['102/TCP'],
    attack('software/S0603', 'Stuxnet'),
    'Stuxnet reprogrammed S7 controllers to destroy the machines that they control.',
    'Stuxnet 曾改写 S7 控制器的程序，破坏其控制的设备。',
  ),
  on(
    ['502/TCP', '20000/TCP', '47808/UDP'],
    COMMANDS,
    'Attackers who reach controllers send their own commands: the protocol does not authenticate the sender.',
    '此类协议不校验命令来源，攻击者一旦能访问控制器，即可下发恶意指令。',
  ),
  on(
    ['110/TCP', '143/TCP', '1433/TCP', '3306/TCP'],
    FORCE,
    'Brute-force and credential stuffing attacks target it.',
    '常遭口令爆破与撞库。',
  ),
  on(
    ['135/TCP'],
    attack('techniques/T1021/003', 'Distributed Component Object Model'),
    'Attackers with stolen accounts use it to start programs on other Windows hosts.',
    '攻击者用窃取的账号经此在其他 Windows 主机上启动程序。',
  ),
  on(
    ['139/TCP'],
    attack('techniques/T1021/002', 'SMB/Windows Admin Shares'),
    'Attackers with stolen accounts copy programs to other Windows hosts and start them.',
    '攻击者用窃取的账号将程序复制到其他 Windows 主机并运行。',
  ),
  on(
    ['445/TCP'],
    nvd('CVE-2017-0144', 'EternalBlue'),
    'WannaCry and NotPetya exploited a vulnerability in it to spread between hosts without a password.',
    'WannaCry 和 NotPetya 曾利用其漏洞，无需口令即在主机间传播。',
  ),
  on(
    ['161/UDP'],
    attack('techniques/T1602/001', 'SNMP (MIB Dump)'),
    'Attackers read routes and configurations from devices to plan their next steps.',
    '攻击者从设备读取路由和配置，用于规划下一步攻击。',
  ),
  on(
    ['389/TCP'],
    attack('techniques/T1087/002', 'Domain Account'),
    'Attackers list users and groups of a domain to find valuable accounts.',
    '攻击者列出域内用户和用户组，寻找有价值的账号。',
  ),
  on(
    ['427/TCP'],
    {
      title: 'CISA: ESXiArgs Ransomware Virtual Machine Recovery Guidance (AA23-039A)',
      url: 'https://www.cisa.gov/news-events/cybersecurity-advisories/aa23-039a',
    },
    'The ESXiArgs ransomware encrypted virtual machines on thousands of ESXi hosts in 2023.',
    '2023 年，勒索软件 ESXiArgs 加密了数千台 ESXi 主机上的虚拟机。',
  ),
  on(
    ['873/TCP'],
    nvd('CVE-2024-12084', 'rsync daemon'),
    'A vulnerability of 2024 lets clients with read access run code on the server.',
    '利用 2024 年的漏洞，仅有读取权限的客户端也能在服务器上执行代码。',
  ),
  on(
    ['1099/TCP'],
    nvd('CVE-2011-3556', 'Java RMI'),
    'Public exploit tools load code into registries that accept it from remote hosts.',
    '现成的攻击工具可向接受外部代码的注册中心加载代码。',
  ),
  on(
    ['1434/UDP'],
    nvd('CVE-2002-0649', 'SQL Server resolution service'),
    'The Slammer worm infected most vulnerable servers within ten minutes in 2003.',
    '2003 年，Slammer 蠕虫在十分钟内感染了大部分存在该漏洞的服务器。',
  ),
  on(
    ['1521/TCP'],
    nvd('CVE-2012-1675', 'TNS listener poisoning'),
    'Attackers register their own database with old listeners, and intercept client traffic.',
    '攻击者可向旧版监听器注册自己的数据库，从而截获客户端数据。',
  ),
  on(
    ['2375/TCP'],
    attack('software/S0599', 'Kinsing'),
    'Kinsing and others start containers on open Docker daemons to mine cryptocurrency, and escape to the host.',
    'Kinsing 等恶意软件在开放的 Docker 守护进程上启动容器挖矿，并逃逸到宿主机。',
  ),
  on(
    ['2376/TCP'],
    TEAM_TNT,
    'The TeamTNT group searches for Docker daemons that accept commands without a client certificate.',
    '攻击团伙 TeamTNT 搜寻不校验客户端证书即可接收命令的 Docker 守护进程。',
  ),
  on(
    ['2379/TCP'],
    attack('techniques/T1552/007', 'Container API'),
    'Attackers in a cluster read secrets and tokens from the components that store them.',
    '攻击者进入集群后，会从各组件中读取密钥和令牌。',
  ),
  on(
    ['3389/TCP', '3389/UDP'],
    attack('techniques/T1021/001', 'Remote Desktop Protocol'),
    'Many groups log in with brute-forced or purchased credentials, and deploy ransomware manually.',
    '众多攻击团伙使用爆破或购买的凭据登录，再手动投放勒索软件。',
  ),
  on(
    ['4505/TCP', '4506/TCP'],
    nvd('CVE-2020-11651', 'Salt master'),
    'Days after the vulnerability of 2020 was published, exposed Salt masters were exploited for cryptomining.',
    '2020 年漏洞公布数日后，暴露的 Salt Master 即遭利用，被用于挖矿。',
  ),
  on(
    ['4786/TCP'],
    nvd('CVE-2018-0171', 'Cisco Smart Install'),
    'State-sponsored groups have used it for years to steal switch configurations.',
    '有国家背景的攻击团伙多年来借此窃取交换机配置。',
  ),
  on(
    ['5432/TCP'],
    nvd('CVE-2019-9193', 'PostgreSQL, COPY … FROM PROGRAM'),
    'Attackers who brute-force the password of a superuser run commands on the host from SQL.',
    '攻击者爆破出超级用户口令后，可通过 SQL 在主机上执行命令。',
  ),
  on(
    ['5900/TCP', '5901/TCP'],
    attack('techniques/T1021/005', 'VNC'),
    'Attackers take over hosts whose screen sharing has a weak password, or none.',
    '攻击者可控制口令薄弱或未设口令的屏幕共享主机。',
  ),
  on(
    ['5984/TCP'],
    nvd('CVE-2017-12636', 'CouchDB'),
    'Two vulnerabilities of 2017 let unauthenticated attackers become administrators and run commands on the host; cryptominers exploited them.',
    '2017 年的两个漏洞可使攻击者成为管理员并在主机上执行命令，曾被用于挖矿。',
  ),
  on(
    ['5985/TCP', '5986/TCP'],
    attack('techniques/T1021/006', 'Windows Remote Management'),
    'Attackers with stolen accounts use it to run commands on other Windows servers.',
    '攻击者用窃取的账号经此在其他 Windows 服务器上执行命令。',
  ),
  on(
    ['6379/TCP'],
    nvd('CVE-2022-0543', 'Redis on Debian and Ubuntu'),
    'Worms write cron jobs and SSH keys through open servers, or escape the Lua sandbox of Debian’s packages.',
    '蠕虫通过开放的服务器写入计划任务和 SSH 公钥，或利用 Debian 软件包的 Lua 沙箱逃逸。',
  ),
  on(
    ['8265/TCP'],
    nvd('CVE-2023-48022', 'Ray'),
    'Attackers submit jobs to exposed clusters to mine cryptocurrency and steal secrets.',
    '攻击者向暴露的集群提交作业，用于挖矿和窃取密钥。',
  ),
  on(
    ['8983/TCP'],
    nvd('CVE-2019-17558', 'Solr'),
    'Vulnerabilities of old releases allow remote code execution; this one is in CISA’s catalog of known exploited vulnerabilities.',
    '旧版本的漏洞可被用来执行代码，该漏洞已列入 CISA 的已知被利用漏洞目录。',
  ),
  on(
    ['9200/TCP'],
    nvd('CVE-2015-1427', 'Elasticsearch'),
    'Exposed clusters are copied, wiped and held for ransom; old releases allow remote code execution.',
    '暴露的集群会被拖库、清空并勒索，旧版本还可被用来执行代码。',
  ),
  on(
    ['10250/TCP'],
    attack('software/S0601', 'Hildegard'),
    'The Hildegard malware ran in containers through kubelets that allow anonymous access.',
    '恶意软件 Hildegard 曾通过允许匿名访问的 kubelet 在容器中运行。',
  ),
  on(
    ['10255/TCP'],
    attack('techniques/T1613', 'Container and Resource Discovery'),
    'Attackers use it to learn what runs in a cluster, and to choose their next target.',
    '攻击者借此了解集群中运行的内容，选择下一步目标。',
  ),
  on(
    ['11434/TCP'],
    nvd('CVE-2024-37032', 'Ollama'),
    'A vulnerability of 2024 let attackers write files through the API, and so run code.',
    '2024 年的漏洞使攻击者可通过 API 写入文件，进而执行代码。',
  ),
]

function on(ports: readonly Socket[], source: Source, en: string, zh: string): Misuse {
  return { ports, source, en, 'zh-CN': zh }
}

function attack(path: string, name: string): Source {
  const id = path.replace(/^[a-z]+\//, '').replace('/', '.')
  return { title: `MITRE ATT&CK ${id}: ${name}`, url: `https://attack.mitre.org/${path}/` }
}

function nvd(id: string, name: string): Source {
  return { title: `NVD: ${id}, ${name}`, url: `https://nvd.nist.gov/vuln/detail/${id}` }
}
