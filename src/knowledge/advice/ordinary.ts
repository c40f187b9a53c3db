import type { Sentence, Socket } from './article.ts'

/**
 * Ports that were examined and left out of the table of dangerous ports, by what they are for: either they are made to be
 * reached, or every server has them. A source that calls one of them dangerous differs from us, and this says why. Not a
 * word about what listens there: an SSH server with a weak password is as open as any.
 */
export const ORDINARY_PORTS: readonly {
  port: Socket
  service: string
  purpose: Sentence
  reason: Sentence
}[] = [
  ordinary(
    '22/TCP',
    'SSH',
    'SSH gives a command line on a remote machine, encrypted.',
    'SSH 提供远程主机的加密命令行。',
    'it is encrypted and made for remote administration; keys and few sources are what makes it safe',
    '它已加密，专为远程管理而设；使用密钥并限制来源即可',
  ),
  ordinary(
    '25/TCP',
    'SMTP',
    'Mail servers hand mail to each other with SMTP.',
    '邮件服务器之间通过 SMTP 传递邮件。',
    'a mail server has to be reached; elsewhere it listens on the machine itself',
    '邮件服务器必须可达；其他主机上通常只在本机监听',
  ),
  ordinary(
    '53/TCP',
    'DNS',
    'DNS translates names to addresses.',
    'DNS 将域名解析为地址。',
    'a name server has to be reached; take care that it does not resolve for strangers',
    '域名服务器必须可达；注意不要为外部提供递归解析',
  ),
  ordinary(
    '53/UDP',
    'DNS',
    'DNS translates names to addresses.',
    'DNS 将域名解析为地址。',
    'a name server has to be reached; take care that it does not resolve for strangers',
    '域名服务器必须可达；注意不要为外部提供递归解析',
  ),
  ordinary(
    '67/UDP',
    'DHCP',
    'A DHCP server gives machines of its network their addresses.',
    'DHCP 服务器为所在网络的主机分配地址。',
    'it serves its own network alone',
    '它只服务于所在网络',
  ),
  ordinary(
    '68/UDP',
    'DHCP',
    'A machine gets its address here from a DHCP server.',
    '主机在此从 DHCP 服务器获取地址。',
    'every machine that asks for its address has it',
    '凡自动获取地址的主机都会开放',
  ),
  ordinary(
    '80/TCP',
    'HTTP',
    'Web servers answer on it, most often with the way to HTTPS.',
    'Web 服务器使用该端口，多用于跳转到 HTTPS。',
    'a web server has to be reached; what it serves is another question',
    'Web 服务器必须可达；其提供的内容另当别论',
  ),
  ordinary(
    '88/TCP',
    'Kerberos',
    'Kerberos checks sign-ins to a domain.',
    'Kerberos 用于域登录认证。',
    'the members of a domain have to reach their controllers',
    '域成员必须能访问域控制器',
  ),
  ordinary(
    '88/UDP',
    'Kerberos',
    'Kerberos checks sign-ins to a domain.',
    'Kerberos 用于域登录认证。',
    'the members of a domain have to reach their controllers',
    '域成员必须能访问域控制器',
  ),
  ordinary(
    '123/UDP',
    'NTP',
    'NTP keeps the clock right.',
    'NTP 用于校准时间。',
    'every server that keeps its clock right has it, and current NTP programs no longer answer with lists',
    '凡校时的服务器都会开放，且现行 NTP 程序不再返回列表',
  ),
  ordinary(
    '323/UDP',
    'chrony',
    'The clock service chrony takes commands from the machine itself on it.',
    '时间服务 chrony 在此接收本机命令。',
    'by default it takes commands from the machine itself alone',
    '默认只接受本机命令',
  ),
  ordinary(
    '443/TCP',
    'HTTPS',
    'Web servers answer on it, encrypted.',
    'Web 服务器使用该端口，内容加密。',
    'a web server has to be reached; what it serves is another question',
    'Web 服务器必须可达；其提供的内容另当别论',
  ),
  ordinary(
    '443/UDP',
    'HTTP/3',
    'Web servers answer on it over QUIC, encrypted.',
    'Web 服务器在此使用 QUIC，内容加密。',
    'a web server has to be reached; what it serves is another question',
    'Web 服务器必须可达；其提供的内容另当别论',
  ),
  ordinary(
    '465/TCP',
    'SMTPS',
    'Mail programs send mail over it, encrypted.',
    '邮件客户端通过它加密发送邮件。',
    'it is encrypted and asks for a sign-in',
    '它已加密并要求登录',
  ),
  ordinary(
    '587/TCP',
    'SMTP',
    'Mail programs send mail over it, after a sign-in.',
    '邮件客户端登录后通过它发送邮件。',
    'it asks for a sign-in, after the connection has been encrypted',
    '它在加密连接后要求登录',
  ),
  ordinary(
    '636/TCP',
    'LDAPS',
    'LDAP answers questions about users, groups and machines on it, encrypted.',
    'LDAP 在此加密提供用户、用户组和主机的目录查询。',
    'it is encrypted; keep it to those who have to ask',
    '它已加密；仅对需要查询的主机开放即可',
  ),
  ordinary(
    '853/TCP',
    'DNS',
    'DNS translates names to addresses on it, encrypted.',
    'DNS 在此加密解析域名。',
    'a name server has to be reached',
    '域名服务器必须可达',
  ),
  ordinary(
    '993/TCP',
    'IMAPS',
    'Mail programs read mail over it, encrypted.',
    '邮件客户端通过它加密读取邮件。',
    'it is encrypted and asks for a sign-in',
    '它已加密并要求登录',
  ),
  ordinary(
    '995/TCP',
    'POP3S',
    'Mail programs fetch mail over it, encrypted.',
    '邮件客户端通过它加密收取邮件。',
    'it is encrypted and asks for a sign-in',
    '它已加密并要求登录',
  ),
  ordinary(
    '6443/TCP',
    'Kubernetes API',
    'Clusters are steered through the Kubernetes API, encrypted.',
    '通过加密的 Kubernetes API 控制集群。',
    'nodes and administrators have to reach it, and it asks who they are; keep strangers away',
    '节点和管理员必须能访问，且它会校验身份；请勿对外开放',
  ),
]

function ordinary(
  port: Socket,
  service: string,
  purpose: string,
  purposeZh: string,
  reason: string,
  reasonZh: string,
) {
  return {
    port,
    service,
    purpose: { en: purpose, 'zh-CN': purposeZh },
    reason: { en: reason, 'zh-CN': reasonZh },
  }
}
