import type { Article } from './article.ts'

const SECURE_SMB = {
  title: 'Microsoft: Secure SMB traffic in Windows Server',
  url: 'https://learn.microsoft.com/en-us/windows-server/storage/file-server/smb-secure-traffic',
}
const RFC_8314 = {
  title: 'RFC 8314: Cleartext Considered Obsolete',
  url: 'https://www.rfc-editor.org/rfc/rfc8314',
}

/** Files, mailboxes and directories. */
export const FILES_AND_NAMES: readonly Article[] = [
  {
    ports: ['21/TCP'],
    source: {
      title: 'RFC 2577: FTP Security Considerations',
      url: 'https://www.rfc-editor.org/rfc/rfc2577',
    },
    en: {
      why: 'FTP sends passwords and files in clear text, and servers often still allow anonymous login.',
      whatToDo:
        'Move to SFTP (over SSH, 22) or FTPS with TLS required, disable anonymous access, and close 21.',
    },
    'zh-CN': {
      why: 'FTP 以明文传输口令和文件，且许多服务器仍允许匿名登录。',
      whatToDo: '改用 SFTP（基于 SSH，22 端口）或强制 TLS 的 FTPS，禁用匿名登录，并关闭 21 端口。',
    },
  },
  {
    ports: ['69/UDP'],
    source: {
      title: 'RFC 1350: The TFTP Protocol, Security Considerations',
      url: 'https://www.rfc-editor.org/rfc/rfc1350',
    },
    en: {
      why: 'TFTP has no authentication: an attacker who guesses a file name can read the file, such as a device configuration with passwords.',
      whatToDo:
        'Allow it only in the network where devices boot from it, read-only and in a dedicated folder; otherwise stop it and use SFTP or HTTPS.',
    },
    'zh-CN': {
      why: 'TFTP 没有任何认证，猜中文件名即可读取，包括含有口令的设备配置。',
      whatToDo: '仅在设备启动所需的网段内开放，设为只读并使用独立目录；其他情况下停用，改用 SFTP 或 HTTPS。',
    },
  },
  {
    ports: ['139/TCP'],
    source: SECURE_SMB,
    en: {
      why: 'Legacy file sharing of Windows over NetBIOS. It reveals names of users and shares, and has the same vulnerabilities as SMB.',
      whatToDo:
        'Disable NetBIOS over TCP/IP on the network adapter, and block 137 to 139 at the network edge.',
    },
    'zh-CN': {
      why: '这是基于 NetBIOS 的旧式 Windows 文件共享，会泄露用户名和共享名，并存在与 SMB 相同的漏洞。',
      whatToDo: '在网卡设置中禁用“TCP/IP 上的 NetBIOS”，并在网络边界封禁 137～139 端口。',
    },
  },
  {
    ports: ['445/TCP'],
    source: SECURE_SMB,
    en: {
      why: 'SMB serves file sharing and remote administration. EternalBlue (WannaCry, NotPetya) spread through it, and its passwords are continuously brute-forced.',
      whatToDo:
        'Block it at the network edge and between workstations, allow it only to file servers and domain controllers, and remove SMB 1.',
    },
    'zh-CN': {
      why: 'SMB 用于文件共享和远程管理。WannaCry、NotPetya 等利用“永恒之蓝”漏洞经此传播，该端口也常遭口令爆破。',
      whatToDo: '在网络边界和终端之间封禁，仅开放给需要访问的文件服务器和域控制器，并卸载 SMB 1。',
    },
  },
  {
    ports: ['873/TCP'],
    source: { title: 'rsync: rsyncd.conf(5)', url: 'https://download.samba.org/pub/rsync/rsyncd.conf.5' },
    en: {
      why: 'An rsync module without "auth users" requires no authentication, and even with a password the files are transferred unencrypted.',
      whatToDo:
        'Run rsync over SSH. If the daemon is required, set "auth users", "hosts allow" and "read only".',
    },
    'zh-CN': {
      why: '未设置 auth users 的 rsync 模块对所有人开放；即使设置了口令，文件传输仍不加密。',
      whatToDo: '改为通过 SSH 运行 rsync；必须保留守护进程时，请配置 auth users、hosts allow 和 read only。',
    },
  },
  {
    ports: ['2049/TCP'],
    source: {
      title: 'RFC 2623: NFS Version 2 and Version 3 Security Issues',
      url: 'https://www.rfc-editor.org/rfc/rfc2623',
    },
    en: {
      why: 'With the common AUTH_SYS, an NFS server trusts the user ID that the client states, and transfers files unencrypted.',
      whatToDo:
        'List the exact client addresses in /etc/exports, keep root_squash, and use Kerberos (sec=krb5p) for confidential data.',
    },
    'zh-CN': {
      why: '在常用的 AUTH_SYS 方式下，NFS 服务器直接相信客户端声明的用户 ID，且文件传输不加密。',
      whatToDo:
        '在 /etc/exports 中限定具体的客户端地址，保留 root_squash，机密数据使用 Kerberos（sec=krb5p）。',
    },
  },
  {
    ports: ['110/TCP'],
    source: RFC_8314,
    en: {
      why: 'POP3 on 110 starts in clear text: mail passwords can be intercepted, and a man in the middle can suppress the upgrade to TLS.',
      whatToDo: 'Offer POP3 over TLS on 995 and close 110.',
    },
    'zh-CN': {
      why: '110 端口上的 POP3 以明文开始会话，邮箱口令可能被窃听，升级到 TLS 的过程也可能被中间人阻断。',
      whatToDo: '改用 995 端口的 POP3S（TLS），并关闭 110 端口。',
    },
  },
  {
    ports: ['143/TCP'],
    source: RFC_8314,
    en: {
      why: 'IMAP on 143 starts in clear text: mail passwords can be intercepted, and a man in the middle can suppress the upgrade to TLS.',
      whatToDo: 'Offer IMAP over TLS on 993 and close 143.',
    },
    'zh-CN': {
      why: '143 端口上的 IMAP 以明文开始会话，邮箱口令可能被窃听，升级到 TLS 的过程也可能被中间人阻断。',
      whatToDo: '改用 993 端口的 IMAPS（TLS），并关闭 143 端口。',
    },
  },
  {
    ports: ['79/TCP'],
    source: {
      title: 'RFC 1288: The Finger User Information Protocol, section 3',
      url: 'https://www.rfc-editor.org/rfc/rfc1288#section-3',
    },
    en: {
      why: 'Finger reveals accounts and their last login without authentication: a list of users for brute-force attacks.',
      whatToDo: 'Stop and remove fingerd; no current system needs it.',
    },
    'zh-CN': {
      why: 'Finger 会向任何人透露系统账号及其最近登录时间，为口令爆破提供名单。',
      whatToDo: '停用并卸载 fingerd，现代系统不再需要它。',
    },
  },
  {
    ports: ['111/TCP'],
    source: {
      title: 'NVD: CVE-2017-8779, rpcbind',
      url: 'https://nvd.nist.gov/vuln/detail/CVE-2017-8779',
    },
    en: {
      why: 'rpcbind reveals which RPC services (NFS above all) run on which ports, and unpatched versions can be made to exhaust memory.',
      whatToDo:
        'Stop rpcbind unless NFS 2 or 3 is used (NFS 4 works without it); otherwise allow only the NFS clients.',
    },
    'zh-CN': {
      why: 'rpcbind 会透露运行了哪些 RPC 服务（尤其是 NFS）及其端口，未打补丁的版本可被耗尽内存。',
      whatToDo: '不使用 NFS v2/v3 时停用 rpcbind（NFS v4 不依赖它）；必须使用时，仅允许 NFS 客户端访问。',
    },
  },
  {
    ports: ['135/TCP'],
    source: {
      title: 'Microsoft Security Bulletin MS03-026',
      url: 'https://learn.microsoft.com/en-us/security-updates/securitybulletins/2003/ms03-026',
    },
    en: {
      why: 'The RPC endpoint mapper leads to the remote administration of Windows (DCOM, WMI). The Blaster worm used it, and attackers still use WMI for lateral movement.',
      whatToDo:
        'Block 135 and the dynamic RPC ports (49152–65535) at the network edge; allow them only between servers that need each other.',
    },
    'zh-CN': {
      why: 'RPC 端点映射器通向 Windows 远程管理（DCOM、WMI）。冲击波蠕虫曾由此入侵，攻击者至今仍利用 WMI 横向移动。',
      whatToDo: '在网络边界封禁 135 及 RPC 动态端口（49152～65535），仅在确需互访的服务器之间放通。',
    },
  },
  {
    ports: ['389/TCP'],
    source: {
      title: 'RFC 4513: LDAP Authentication Methods and Security Mechanisms',
      url: 'https://www.rfc-editor.org/rfc/rfc4513',
    },
    en: {
      why: 'LDAP on 389 sends simple bind passwords in clear text without StartTLS, and anonymous queries may list all accounts.',
      whatToDo:
        'Use LDAPS (636) or require StartTLS and signing, reject anonymous binds, and allow only internal networks.',
    },
    'zh-CN': {
      why: '未使用 StartTLS 时，389 端口上的 LDAP 简单绑定以明文传输口令；允许匿名查询时还会泄露全部账号。',
      whatToDo: '改用 LDAPS（636 端口），或强制 StartTLS 和签名；禁止匿名绑定，仅允许内网访问。',
    },
  },
  {
    ports: ['427/TCP'],
    source: {
      title: 'NVD: CVE-2021-21974, OpenSLP in VMware ESXi',
      url: 'https://nvd.nist.gov/vuln/detail/CVE-2021-21974',
    },
    en: {
      why: 'The OpenSLP service of VMware ESXi had vulnerabilities that allow code execution on the hypervisor.',
      whatToDo:
        'Disable SLP on ESXi (off by default since 7.0 U2c), install the updates, and block 427 at the network edge.',
    },
    'zh-CN': {
      why: 'VMware ESXi 的 OpenSLP 服务曾存在漏洞，攻击者可借此在虚拟化平台上执行代码。',
      whatToDo: '在 ESXi 上停用 SLP（自 7.0 U2c 起默认关闭），安装更新，并在网络边界封禁 427 端口。',
    },
  },
]
