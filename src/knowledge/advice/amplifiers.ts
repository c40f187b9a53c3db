import type { Article } from './article.ts'

const UDP_AMPLIFICATION = {
  title: 'CISA: UDP-Based Amplification Attacks (TA14-017A)',
  url: 'https://www.cisa.gov/news-events/alerts/2014/01/17/udp-based-amplification-attacks',
}

/** Services that answer a forged address with more than they were asked. */
export const AMPLIFIERS: readonly Article[] = [
  {
    ports: ['7/UDP'],
    source: {
      title: 'NVD: CVE-1999-0103, echo and chargen',
      url: 'https://nvd.nist.gov/vuln/detail/CVE-1999-0103',
    },
    en: {
      why: 'Echo returns every packet it receives. With spoofed source addresses, two such servers can be made to answer each other endlessly.',
      whatToDo: 'Disable the "simple" services of inetd or xinetd (on Windows, Simple TCP/IP Services).',
    },
    'zh-CN': {
      why: 'Echo 原样返回收到的数据；攻击者伪造源地址，可让两台服务器互相应答、无休无止。',
      whatToDo: '停用 inetd/xinetd 中的简单服务（Windows 中为“简单 TCP/IP 服务”）。',
    },
  },
  {
    ports: ['19/UDP'],
    source: UDP_AMPLIFICATION,
    en: {
      why: 'Chargen answers one small packet with up to 358 times the bytes. With spoofed source addresses, it is abused for DDoS amplification.',
      whatToDo:
        'Disable the "simple" services of inetd or xinetd, also on old printers and switches; no current system needs it.',
    },
    'zh-CN': {
      why: 'Chargen 对一个小报文返回大量数据，放大约 358 倍，被伪造源地址的一方会遭受流量攻击。',
      whatToDo: '停用 inetd/xinetd 中的简单服务，并检查老旧打印机和交换机；现代系统不再需要它。',
    },
  },
  {
    ports: ['111/UDP'],
    source: UDP_AMPLIFICATION,
    en: {
      why: 'rpcbind answers a short request with the list of all RPC services, 7 to 28 times as large. It is abused for DDoS amplification.',
      whatToDo:
        'Stop rpcbind unless NFS 2 or 3 is used (NFS 4 works without it); otherwise allow only the NFS clients.',
    },
    'zh-CN': {
      why: 'rpcbind 对简短请求返回全部 RPC 服务列表，长度为请求的 7～28 倍，可被伪造源地址用于反射攻击。',
      whatToDo: '不使用 NFS v2/v3 时停用 rpcbind（NFS v4 不依赖它）；必须使用时，仅允许 NFS 客户端访问。',
    },
  },
  {
    ports: ['137/UDP'],
    source: UDP_AMPLIFICATION,
    en: {
      why: 'The NetBIOS name service reveals the names of the machine, its domain and users, and is abused for DDoS amplification, by a factor of about 4.',
      whatToDo:
        'Disable NetBIOS over TCP/IP on the network adapter, and block 137 to 139 at the network edge.',
    },
    'zh-CN': {
      why: 'NetBIOS 名称服务会泄露计算机名、域名和用户名，还会被用于约 4 倍的流量放大攻击。',
      whatToDo: '在网卡设置中禁用“TCP/IP 上的 NetBIOS”，并在网络边界封禁 137～139 端口。',
    },
  },
  {
    ports: ['389/UDP'],
    source: UDP_AMPLIFICATION,
    en: {
      why: 'CLDAP responses of domain controllers are 56 to 70 times as large as the request. They are abused for DDoS amplification.',
      whatToDo: 'Block 389/UDP at the network edge; only domain members need it.',
    },
    'zh-CN': {
      why: '域控制器的 CLDAP 响应可达请求的 56～70 倍，可被伪造源地址用于反射攻击。',
      whatToDo: '在网络边界封禁 389/UDP，仅域内成员需要访问。',
    },
  },
  {
    ports: ['427/UDP'],
    source: {
      title: 'NVD: CVE-2023-29552, Service Location Protocol',
      url: 'https://nvd.nist.gov/vuln/detail/CVE-2023-29552',
    },
    en: {
      why: 'An unauthenticated attacker can register services with an SLP server and then trigger responses to a spoofed address, up to 2,200 times the bytes.',
      whatToDo: 'Disable SLP (slpd; on VMware ESXi the SLP service) or block 427 at the network edge.',
    },
    'zh-CN': {
      why: '任何人都可向 SLP 服务注册内容，再伪造源地址触发响应，放大可达约 2200 倍。',
      whatToDo: '停用 SLP（slpd；VMware ESXi 上为 SLP 服务），或在网络边界封禁 427 端口。',
    },
  },
  {
    ports: ['1434/UDP'],
    source: {
      title: 'Microsoft Security Bulletin MS02-039',
      url: 'https://learn.microsoft.com/en-us/security-updates/securitybulletins/2002/ms02-039',
    },
    en: {
      why: 'SQL Server Browser reveals names, versions and ports of all instances without authentication, and is abused for DDoS amplification. The Slammer worm spread through it.',
      whatToDo: 'Give each instance a fixed port, stop the SQL Server Browser service, and close 1434/UDP.',
    },
    'zh-CN': {
      why: 'SQL Server Browser 会向任何人透露所有实例的名称、版本和端口，也会被用于流量放大；Slammer 蠕虫曾经此端口传播。',
      whatToDo: '为各实例指定固定端口，停用 SQL Server Browser 服务，并关闭 1434/UDP。',
    },
  },
  {
    ports: ['1900/UDP'],
    source: UDP_AMPLIFICATION,
    en: {
      why: 'SSDP, the discovery protocol of UPnP, answers with about 30 times the bytes. It is abused for DDoS amplification.',
      whatToDo: 'Disable UPnP on servers and routers, and block 1900/UDP at the network edge.',
    },
    'zh-CN': {
      why: 'SSDP（UPnP 的发现协议）的响应约为请求的 30 倍，可被伪造源地址用于反射攻击。',
      whatToDo: '在服务器和路由器上关闭 UPnP，并在网络边界封禁 1900/UDP。',
    },
  },
  {
    ports: ['3702/UDP'],
    source: {
      title: 'Shadowserver: Accessible WS-Discovery Service Report',
      url: 'https://www.shadowserver.org/what-we-do/network-reporting/accessible-ws-discovery-service-report/',
    },
    en: {
      why: 'WS-Discovery, common on cameras and printers, answers with far more bytes than it receives. It is abused for DDoS amplification, and reveals model and addresses.',
      whatToDo:
        'Block 3702/UDP between networks: the protocol is for the local network only. Disable it on devices that need no discovery.',
    },
    'zh-CN': {
      why: 'WS-Discovery 常见于摄像机和打印机，响应远大于请求，可被用于反射攻击，还会泄露设备型号和地址。',
      whatToDo: '该协议仅供本地网段使用，请在网段之间封禁 3702/UDP；不需要自动发现的设备应将其关闭。',
    },
  },
  {
    ports: ['5353/UDP'],
    source: UDP_AMPLIFICATION,
    en: {
      why: 'mDNS is for the local network. If it answers queries from other networks, it reveals names and services of the host, and is abused for DDoS amplification.',
      whatToDo:
        'Remove avahi-daemon or similar services from servers, or block 5353/UDP from other networks.',
    },
    'zh-CN': {
      why: 'mDNS 仅供本地网段使用；若响应来自其他网段的查询，会泄露主机名和服务信息，并被用于流量放大攻击。',
      whatToDo: '在服务器上卸载 avahi-daemon 等服务，或禁止其他网段访问 5353/UDP。',
    },
  },
  {
    ports: ['11211/UDP'],
    source: UDP_AMPLIFICATION,
    en: {
      why: 'Memcached over UDP has the highest known amplification factor, 10,000 to 51,000.',
      whatToDo:
        'Start memcached with -U 0 (the default since 1.5.6), bind it to a private address, and block 11211.',
    },
    'zh-CN': {
      why: '基于 UDP 的 Memcached 是已知放大倍数最高的服务，可达 1 万～5.1 万倍。',
      whatToDo: '以 -U 0 启动 memcached（1.5.6 起为默认值），绑定到内网地址，并封禁 11211 端口。',
    },
  },
]
