import type { Sentence, Socket } from './article.ts'

/**
 * Ports that were examined and are not in the table of dangerous ports: their usual service has to be reachable, or every
 * server has it. A data source that rates one of them dangerous differs from us, and this says why. It does not assess the
 * actual service: an SSH server with a weak password is at risk like any other.
 */
export const EXPECTED_PORTS: readonly {
  port: Socket
  service: string
  purpose: Sentence
  reason: Sentence
}[] = [
  expected(
    '22/TCP',
    'SSH',
    'SSH provides an encrypted command line on a remote host.',
    'SSH 提供远程主机的加密命令行。',
    'it is encrypted and made for remote administration; use keys and restrict the sources',
    '通信已加密，专用于远程管理；建议使用密钥登录并限制来源',
  ),
  expected(
    '25/TCP',
    'SMTP',
    'Mail servers hand mail to each other with SMTP.',
    '邮件服务器之间通过 SMTP 传递邮件。',
    'a mail server has to be reachable; on other servers it usually listens locally',
    '邮件服务器必须可访问；其他服务器上通常仅监听本机',
  ),
  expected(
    '53/TCP',
    'DNS',
    'DNS translates names to addresses.',
    'DNS 将域名解析为地址。',
    'a name server has to be reachable; make sure that it does not resolve for external clients',
    '域名服务器必须可访问；注意不要为外部提供递归解析',
  ),
  expected(
    '53/UDP',
    'DNS',
    'DNS translates names to addresses.',
    'DNS 将域名解析为地址。',
    'a name server has to be reachable; make sure that it does not resolve for external clients',
    '域名服务器必须可访问；注意不要为外部提供递归解析',
  ),
  expected(
    '67/UDP',
    'DHCP',
    'A DHCP server gives machines of its network their addresses.',
    'DHCP 服务器为所在网络的主机分配地址。',
    'it serves its own network only',
    '仅服务于所在网络',
  ),
  expected(
    '68/UDP',
    'DHCP',
    'A DHCP client receives its address on it.',
    '主机在此从 DHCP 服务器获取地址。',
    'every machine with automatic addressing has it open',
    '凡自动获取地址的主机都会开放',
  ),
  expected(
    '80/TCP',
    'HTTP',
    'Web servers use it, most often to redirect to HTTPS.',
    'Web 服务器使用该端口，多用于跳转到 HTTPS。',
    'a web server has to be reachable; its content is another matter',
    'Web 服务器必须可访问；其内容需另行评估',
  ),
  expected(
    '88/TCP',
    'Kerberos',
    'Kerberos checks sign-ins to a domain.',
    'Kerberos 用于域登录认证。',
    'domain members have to reach their domain controllers',
    '域成员必须能访问域控制器',
  ),
  expected(
    '88/UDP',
    'Kerberos',
    'Kerberos checks sign-ins to a domain.',
    'Kerberos 用于域登录认证。',
    'domain members have to reach their domain controllers',
    '域成员必须能访问域控制器',
  ),
  expected(
    '123/UDP',
    'NTP',
    'NTP synchronizes the clock.',
    'NTP 用于校准时间。',
    'every server with clock synchronization has it open, and current NTP servers no longer return lists',
    '凡校时的服务器都会开放，且现行 NTP 程序不再返回列表',
  ),
  expected(
    '323/UDP',
    'chrony',
    'The clock service chrony receives local commands on it.',
    '时间服务 chrony 在此接收本机命令。',
    'by default it accepts local commands only',
    '默认只接受本机命令',
  ),
  expected(
    '443/TCP',
    'HTTPS',
    'Web servers use it, encrypted.',
    'Web 服务器使用该端口，内容加密。',
    'a web server has to be reachable; its content is another matter',
    'Web 服务器必须可访问；其内容需另行评估',
  ),
  expected(
    '443/UDP',
    'HTTP/3',
    'Web servers use it with QUIC, encrypted.',
    'Web 服务器在此使用 QUIC，内容加密。',
    'a web server has to be reachable; its content is another matter',
    'Web 服务器必须可访问；其内容需另行评估',
  ),
  expected(
    '465/TCP',
    'SMTPS',
    'Mail programs send mail over it, encrypted.',
    '邮件客户端通过它加密发送邮件。',
    'it is encrypted and requires a login',
    '通信已加密且要求登录',
  ),
  expected(
    '587/TCP',
    'SMTP',
    'Mail programs send mail over it, after a login.',
    '邮件客户端登录后通过它发送邮件。',
    'it requires a login over an encrypted connection',
    '在加密连接上要求登录',
  ),
  expected(
    '636/TCP',
    'LDAPS',
    'LDAP answers queries about users, groups and machines on it, encrypted.',
    'LDAP 在此加密提供用户、用户组和主机的目录查询。',
    'it is encrypted; restrict it to the clients that need it',
    '通信已加密；请仅对需要查询的主机开放',
  ),
  expected(
    '853/TCP',
    'DNS',
    'DNS translates names to addresses on it, encrypted.',
    'DNS 在此加密解析域名。',
    'a name server has to be reachable',
    '域名服务器必须可访问',
  ),
  expected(
    '993/TCP',
    'IMAPS',
    'Mail programs read mail over it, encrypted.',
    '邮件客户端通过它加密读取邮件。',
    'it is encrypted and requires a login',
    '通信已加密且要求登录',
  ),
  expected(
    '995/TCP',
    'POP3S',
    'Mail programs fetch mail over it, encrypted.',
    '邮件客户端通过它加密收取邮件。',
    'it is encrypted and requires a login',
    '通信已加密且要求登录',
  ),
  expected(
    '6443/TCP',
    'Kubernetes API',
    'Clusters are managed through the Kubernetes API, encrypted.',
    '通过加密的 Kubernetes API 控制集群。',
    'nodes and administrators have to reach it, and it authenticates clients; do not expose it to the internet',
    '节点和管理员必须能访问，且该服务会校验身份；请勿对互联网开放',
  ),
]

function expected(
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
