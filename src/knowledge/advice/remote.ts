import type { Article } from './article.ts'

const HARDENING = {
  title: 'CISA: Enhanced Visibility and Hardening Guidance for Communications Infrastructure',
  url: 'https://www.cisa.gov/resources-tools/resources/enhanced-visibility-and-hardening-guidance-communications-infrastructure',
}

/** Shells, desktops and the controls of machines. */
export const REMOTE: readonly Article[] = [
  {
    ports: ['23/TCP'],
    source: HARDENING,
    en: {
      why: 'Telnet sends passwords and all input in clear text. Botnets such as Mirai continuously try default passwords.',
      whatToDo:
        'Switch to SSH (22) and disable the Telnet service. If a device supports nothing else, put it in a management network that only a bastion host can reach.',
    },
    'zh-CN': {
      why: 'Telnet 以明文传输口令和全部操作内容，Mirai 等僵尸网络持续用默认口令尝试登录。',
      whatToDo:
        '改用 SSH（22 端口），并停用 Telnet 服务。设备只支持 Telnet 时，放入管理网，仅允许堡垒机访问。',
    },
  },
  {
    ports: ['512/TCP'],
    source: {
      title: 'NVD: CVE-1999-0618, the rexec service is running',
      url: 'https://nvd.nist.gov/vuln/detail/CVE-1999-0618',
    },
    en: {
      why: 'rexec runs commands for any client that sends a user name and password, both in clear text.',
      whatToDo: 'Remove the rexec service (rsh-server, inetd) and use SSH instead.',
    },
    'zh-CN': {
      why: 'rexec 凭用户名和口令即可远程执行命令，且二者均以明文传输。',
      whatToDo: '卸载 rexec 服务（rsh-server、inetd），改用 SSH。',
    },
  },
  {
    ports: ['513/TCP', '514/TCP'],
    source: {
      title: 'NVD: CVE-1999-0651, the rsh/rlogin service is running',
      url: 'https://nvd.nist.gov/vuln/detail/CVE-1999-0651',
    },
    en: {
      why: 'rlogin and rsh trust the address and user name that the client claims (.rhosts, hosts.equiv), and encrypt nothing.',
      whatToDo: 'Remove both services and the .rhosts and hosts.equiv files; use SSH with keys.',
    },
    'zh-CN': {
      why: 'rlogin 和 rsh 直接信任客户端自称的地址和用户名（.rhosts、hosts.equiv），且全程不加密。',
      whatToDo: '卸载这两项服务，删除 .rhosts 和 hosts.equiv 文件，改用 SSH 密钥登录。',
    },
  },
  {
    ports: ['3389/TCP', '3389/UDP'],
    source: {
      title: 'NVD: CVE-2019-0708 (BlueKeep)',
      url: 'https://nvd.nist.gov/vuln/detail/CVE-2019-0708',
    },
    en: {
      why: 'RDP provides a full desktop. Its passwords are continuously brute-forced, it is a common entry point of ransomware, and it had vulnerabilities that need no password (BlueKeep).',
      whatToDo:
        'Allow it only from a bastion host, VPN or RD Gateway with multi-factor authentication; require Network Level Authentication and lock accounts after failed attempts.',
    },
    'zh-CN': {
      why: 'RDP 可获得完整桌面，长期遭受口令爆破，是勒索软件的常见入口，还曾出现无需口令即可利用的漏洞（BlueKeep）。',
      whatToDo:
        '仅允许堡垒机、VPN 或启用多因素认证的远程桌面网关访问；强制网络级身份验证（NLA），并设置登录失败锁定。',
    },
  },
  {
    ports: ['5900/TCP', '5901/TCP'],
    source: {
      title: 'RFC 6143: The Remote Framebuffer Protocol, section 9',
      url: 'https://www.rfc-editor.org/rfc/rfc6143#section-9',
    },
    en: {
      why: 'VNC shows and controls the screen. Its own password has at most eight characters, is weakly protected and often not set; the session is not encrypted.',
      whatToDo:
        'Bind the VNC server to 127.0.0.1, access it through an SSH tunnel or VPN, and always set a password.',
    },
    'zh-CN': {
      why: 'VNC 可查看并控制屏幕。其自带口令最长 8 位、保护薄弱，且常常未设置；会话内容也不加密。',
      whatToDo: '将 VNC 服务绑定到 127.0.0.1，通过 SSH 隧道或 VPN 访问，并务必设置口令。',
    },
  },
  {
    ports: ['5985/TCP', '5986/TCP'],
    source: {
      title: 'Microsoft: Security considerations for PowerShell Remoting using WinRM',
      url: 'https://learn.microsoft.com/en-us/powershell/scripting/security/remoting/winrm-security',
    },
    en: {
      why: 'With the password or hash of an administrator, an attacker can run PowerShell on the host through WinRM: a common way of lateral movement between Windows servers.',
      whatToDo:
        'Allow 5985 and 5986 only from the management network (the scope of the Windows firewall rule), use Kerberos authentication, and disable Basic authentication.',
    },
    'zh-CN': {
      why: '管理员的口令或哈希一旦泄露，即可通过 WinRM 在服务器上执行 PowerShell，这是攻击者在 Windows 服务器间横向移动的常用手段。',
      whatToDo:
        '在 Windows 防火墙规则的作用域中，仅允许管理网访问 5985 和 5986；使用 Kerberos 认证，禁用 Basic 认证。',
    },
  },
  {
    ports: ['6000/TCP'],
    source: {
      title: 'X.Org: Xsecurity(7)',
      url: 'https://www.x.org/releases/current/doc/man/man7/Xsecurity.7.xhtml',
    },
    en: {
      why: 'A client that can connect to an X server can read the screen and the keyboard, and type into every window. Nothing is encrypted.',
      whatToDo: 'Start the X server with -nolisten tcp and remove "xhost +"; forward windows with ssh -X.',
    },
    'zh-CN': {
      why: '能连接 X 服务器的人可读取屏幕和键盘输入，并向任意窗口发送按键，且通信不加密。',
      whatToDo: '以 -nolisten tcp 启动 X 服务器，取消“xhost +”，需要远程显示时使用 ssh -X 转发。',
    },
  },
  {
    ports: ['161/UDP'],
    source: HARDENING,
    en: {
      why: 'SNMP 1 and 2c are protected only by a community string in clear text, often "public". SNMP reveals the configuration of a device, can change it, and is abused for DDoS amplification.',
      whatToDo:
        'Use SNMPv3 with authentication and encryption (authPriv), remove the default communities and all write access, and allow only the monitoring servers.',
    },
    'zh-CN': {
      why: 'SNMP v1/v2c 仅靠明文团体名保护，且常为默认的 public，可泄露甚至修改设备配置，也会被用于流量放大攻击。',
      whatToDo: '改用带认证和加密的 SNMPv3（authPriv），删除默认团体名和写权限，仅允许监控服务器访问。',
    },
  },
  {
    ports: ['623/UDP'],
    source: {
      title: 'NVD: CVE-2013-4786, IPMI 2.0 password hashes',
      url: 'https://nvd.nist.gov/vuln/detail/CVE-2013-4786',
    },
    en: {
      why: 'IPMI controls a server below its operating system: power, console, boot. By design, IPMI 2.0 returns password hashes to any requester.',
      whatToDo:
        'Keep the management controller (BMC) in a dedicated network, disable "IPMI over LAN" if it is not needed, and use long passwords and current firmware.',
    },
    'zh-CN': {
      why: 'IPMI 在操作系统之下控制服务器的电源、控制台和启动；IPMI 2.0 的设计会把口令哈希返回给任何请求者。',
      whatToDo: '将 BMC 放入独立的带外管理网；不需要时关闭“IPMI over LAN”；使用长口令并及时升级固件。',
    },
  },
  {
    ports: ['4786/TCP'],
    source: {
      title: 'NVD: CVE-2018-0171, Cisco Smart Install',
      url: 'https://nvd.nist.gov/vuln/detail/CVE-2018-0171',
    },
    en: {
      why: 'Smart Install has no authentication: an attacker can read or replace the configuration of the switch. It is still exploited today.',
      whatToDo: 'Run "no vstack" on the switch. If that is not possible, block 4786 with an access list.',
    },
    'zh-CN': {
      why: 'Smart Install 无需认证，可被用来读取或替换交换机配置，至今仍在被利用。',
      whatToDo: '在交换机上执行 no vstack；无法执行时，用 ACL 阻断 4786 端口。',
    },
  },
  {
    ports: ['4505/TCP', '4506/TCP'],
    source: {
      title: 'NVD: CVE-2020-11651, Salt master',
      url: 'https://nvd.nist.gov/vuln/detail/CVE-2020-11651',
    },
    en: {
      why: 'A Salt master controls every server that it manages. A vulnerability of 2020 let an unauthenticated attacker run commands on all of them as root.',
      whatToDo: 'Allow both ports only from the networks of the minions, and keep the master up to date.',
    },
    'zh-CN': {
      why: 'Salt Master 可控制其管理的全部服务器。2020 年的漏洞使任何能访问这些端口的人都可在所有服务器上以 root 身份执行命令。',
      whatToDo: '仅允许 Minion 所在网段访问这两个端口，并及时升级 Salt Master。',
    },
  },
  {
    ports: ['1099/TCP'],
    source: {
      title: 'Oracle: Monitoring and Management Using JMX Technology',
      url: 'https://docs.oracle.com/en/java/javase/21/management/monitoring-and-management-using-jmx-technology.html',
    },
    en: {
      why: 'An RMI registry, most often of JMX, accepts objects from the network. Without authentication, an attacker can load code into the Java process.',
      whatToDo:
        'Enable JMX authentication and TLS (com.sun.management.jmxremote.authenticate and .ssl), or bind it to 127.0.0.1 and use an SSH tunnel.',
    },
    'zh-CN': {
      why: 'RMI 注册中心（多用于 JMX）会接收来自网络的对象；未启用认证时，能访问该端口的人可在 Java 进程中加载代码。',
      whatToDo:
        '启用 JMX 认证和 TLS（com.sun.management.jmxremote.authenticate 和 .ssl），或绑定到 127.0.0.1 后通过 SSH 隧道访问。',
    },
  },
]
