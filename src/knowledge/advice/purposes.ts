import { purpose } from './article.ts'
import type { Purpose } from './article.ts'

/** What networks, machines, devices and people’s programs use a dangerous port for. */
export const PURPOSES: readonly Purpose[] = [
  purpose(
    ['7/UDP'],
    'Echo returns the data that it receives: a test service of the early Internet.',
    'Echo 原样返回收到的数据，是早期互联网的测试服务。',
  ),
  purpose(
    ['19/UDP'],
    'The character generator sends characters to any client: a test service of the early Internet.',
    '字符发生器（Chargen）向请求者发送字符，是早期互联网的测试服务。',
  ),
  purpose(
    ['21/TCP'],
    'FTP transfers files, with one connection for commands and others for the data.',
    'FTP 用于传输文件，命令与数据使用不同的连接。',
  ),
  purpose(
    ['23/TCP'],
    'Telnet provides a command line on a remote host or device.',
    'Telnet 提供远程主机或设备的命令行。',
  ),
  purpose(
    ['69/UDP'],
    'TFTP serves files without authentication: boot images, and configurations of phones and switches.',
    'TFTP 无需登录即可分发文件，如网络启动镜像以及话机、交换机的配置。',
  ),
  purpose(
    ['79/TCP'],
    'Finger tells who is logged in on a machine, and since when.',
    'Finger 用于查询主机上有哪些用户登录以及登录时间。',
  ),
  purpose(
    ['102/TCP'],
    'Engineering stations and control rooms read and program Siemens S7 controllers over it.',
    '工程师站和控制室通过它读取西门子 S7 控制器并对其编程。',
  ),
  purpose(
    ['110/TCP'],
    'Mail programs fetch mail from a mailbox with POP3.',
    '邮件客户端通过 POP3 收取邮件。',
  ),
  purpose(
    ['111/TCP', '111/UDP'],
    'rpcbind (the portmapper) tells clients on which ports the RPC services of a machine listen, NFS among them.',
    'rpcbind（端口映射器）告知客户端本机 RPC 服务（如 NFS）监听的端口。',
  ),
  purpose(
    ['135/TCP'],
    'The endpoint mapper tells Windows programs where the RPC services of a machine listen; remote administration begins here.',
    'RPC 端点映射器告知 Windows 程序本机 RPC 服务的监听位置，远程管理由此开始。',
  ),
  purpose(
    ['137/UDP'],
    'Windows machines of a local network find each other by NetBIOS names.',
    '局域网内的 Windows 主机通过 NetBIOS 名称互相查找。',
  ),
  purpose(
    ['139/TCP'],
    'It carries file and printer sharing of older Windows over NetBIOS.',
    '旧版 Windows 通过 NetBIOS 在此共享文件和打印机。',
  ),
  purpose(
    ['143/TCP'],
    'Mail programs read mail on the server with IMAP.',
    '邮件客户端通过 IMAP 读取服务器上的邮件。',
  ),
  purpose(
    ['161/UDP'],
    'Monitoring systems read the state of devices and servers over SNMP, and may set it.',
    '监控系统通过 SNMP 读取设备和服务器的状态，也可进行设置。',
  ),
  purpose(
    ['389/TCP'],
    'LDAP answers queries about users, groups and machines; logins are checked against it.',
    'LDAP 提供用户、用户组和主机的目录查询，常用于登录校验。',
  ),
  purpose(
    ['389/UDP'],
    'Windows machines find their domain controller with CLDAP.',
    'Windows 主机通过 CLDAP 查找域控制器。',
  ),
  purpose(
    ['427/TCP', '427/UDP'],
    'Devices of a local network announce and find services with SLP, such as printers and ESXi hosts.',
    '局域网设备通过 SLP 发布和查找服务，例如打印机和 ESXi 主机。',
  ),
  purpose(
    ['445/TCP'],
    'SMB shares files and printers among Windows machines, and carries their remote administration.',
    'SMB 用于 Windows 主机之间共享文件和打印机，也承载远程管理。',
  ),
  purpose(
    ['502/TCP'],
    'Control rooms read and set controllers, meters and drives over Modbus.',
    '控制室通过 Modbus 读取和设置控制器、仪表和驱动器。',
  ),
  purpose(
    ['512/TCP'],
    'rexec runs a command on a remote Unix host, with a user name and password.',
    'rexec 凭用户名和口令在远程 Unix 主机上执行命令。',
  ),
  purpose(
    ['513/TCP', '514/TCP'],
    'rlogin and rsh provide a shell on a remote Unix host; SSH has replaced them.',
    'rlogin 和 rsh 提供远程 Unix 主机的 Shell，是 SSH 出现之前的工具。',
  ),
  purpose(
    ['623/UDP'],
    'Administrators power servers on and off and access their consoles over IPMI, independent of the operating system.',
    '管理员通过 IPMI 开关服务器、访问控制台，与操作系统无关。',
  ),
  purpose(
    ['873/TCP'],
    'The rsync daemon offers directories for copying and synchronization.',
    'rsync 守护进程提供目录的复制与同步。',
  ),
  purpose(
    ['1099/TCP'],
    'Java programs find each other’s objects in an RMI registry; monitoring by JMX uses it.',
    'Java 程序通过 RMI 注册中心查找远程对象，JMX 监控会用到它。',
  ),
  purpose(
    ['1900/UDP'],
    'Devices of a local network announce themselves by UPnP, such as routers and televisions.',
    '局域网设备（如路由器、电视）通过 UPnP 互相发现。',
  ),
  purpose(['2049/TCP'], 'NFS shares directories among Unix machines.', 'NFS 用于在 Unix 主机之间共享目录。'),
  purpose(
    ['3389/TCP', '3389/UDP'],
    'RDP provides the desktop of a remote Windows host.',
    'RDP 用于远程使用 Windows 桌面。',
  ),
  purpose(
    ['3702/UDP'],
    'Devices and programs of a local network find each other with WS-Discovery, such as cameras and printers.',
    '局域网内的设备和程序（如摄像机、打印机）通过 WS-Discovery 互相发现。',
  ),
  purpose(
    ['4505/TCP', '4506/TCP'],
    'A Salt master sends jobs to its minions (4505) and receives their results (4506).',
    'Salt Master 通过 4505 向 Minion 下发任务，通过 4506 接收结果。',
  ),
  purpose(
    ['4786/TCP'],
    'New Cisco switches fetch their first image and configuration with Smart Install.',
    '新的 Cisco 交换机通过 Smart Install 获取初始镜像和配置。',
  ),
  purpose(
    ['5353/UDP'],
    'Machines of a local network find each other’s names and services with mDNS.',
    '局域网主机通过 mDNS 查找彼此的名称和服务。',
  ),
  purpose(
    ['5900/TCP', '5901/TCP'],
    'VNC shows the screen of a remote host, and takes its keyboard and mouse input.',
    'VNC 用于远程查看屏幕并操作键盘和鼠标。',
  ),
  purpose(
    ['5985/TCP', '5986/TCP'],
    'Administrators run PowerShell on Windows servers over WinRM.',
    '管理员通过 WinRM 在 Windows 服务器上执行 PowerShell。',
  ),
  purpose(
    ['6000/TCP'],
    'Programs show their windows on an X server, also from remote hosts.',
    '程序（包括其他主机上的程序）在 X 服务器上显示窗口。',
  ),
  purpose(
    ['20000/TCP'],
    'Control rooms of power and water networks talk to their substations over DNP3.',
    '电力和供水系统的控制室通过 DNP3 与站点通信。',
  ),
  purpose(
    ['47808/UDP'],
    'Building control reads and sets heating, air, light and doors over BACnet.',
    '楼宇自控系统通过 BACnet 读取和设置暖通、照明和门禁。',
  ),
]
