import type { Category } from '#contract/scope.ts'
import type { PanelWords } from '#i18n/en/port-panel.ts'

/** 端口面板的文字。 */
export const panelZh: PanelWords = {
  noService: '无注册服务',
  gone: '当前范围内没有开放该端口。',
  onPage: (page) => `该端口位于列表第 ${page} 页。`,
  showRow: '在列表中显示',
  filteredOut: '该端口不符合筛选条件，未显示在列表中。',
  clearAndShowRow: '清除筛选条件并显示',
  onServers: (servers, _count, category) => `涉及 ${servers} 个${unit(category)}`,
  noServers: '数据来源未提供开放该端口的服务器。',
  servers: '开放该端口的服务器',
  previousServers: '上一批服务器',
  nextServers: '下一批服务器',
  pid: (pid) => `PID ${pid}`,
  anyAddress: '所有地址',
  purpose: '用途',
  unknownText: '仅凭端口号无法得知其用途。请确认监听该端口的程序，不需要时将其关闭。',
  normalText: 'HSS 将该端口判定为正常。不需要时请将其关闭。',
  verdicts: '判定',
  source: '数据来源',
  ours: 'Openports 端口表',
  verdict: { danger: '危险', ordinary: '普通', none: '未收录' },
  weSayDanger: (source, says, port, service) =>
    `${source}判定为${says}，Openports 判定为危险：${port} 是 ${service}。`,
  weSayOrdinary: (source, says, port, service, reason) =>
    `${source}判定为${says}，Openports 判定为普通：${port} 是 ${service}，${reason}。`,
  weDoNotKnow: (source, says) =>
    `${source}判定为${says}，而 Openports 端口表未收录该端口：数据来源掌握的信息可能不止端口号。`,
  why: '为何危险',
  misuse: '已知的恶意利用',
  todo: '处理建议',
  closeUnneeded: '请确认监听该端口的程序，不需要时将端口关闭。',
  howToClose: '关闭端口的命令',
  platform: '平台',
  platforms: { linux: 'Linux', windows: 'Windows', huawei: '安全组' },
  platformHint: {
    linux: '先查看监听程序，再对所有来源关闭端口。请按系统选用其中一段。',
    windows: '以管理员身份在 PowerShell 中执行：先查看监听程序，再对所有来源关闭端口。',
    huawei: '华为云 VPC API 的请求体。请先填写安全组和来源地址。',
  },
  commands: (platform) => `${platform} 的操作命令`,
  copy: '复制',
  references: '参考资料',
  knowledge: '端口说明',
  findServer: '查找名称、地址、程序',
  serverColumns: { name: '名称', address: '地址', program: '程序' },
  saveServers: '将这些服务器保存为 CSV',
  noSuchServer: '没有符合的服务器。',
  firstServers: (text) => `仅在前 ${text} 台中查找，HSS 一次只返回这些。`,
  serversNow: '服务器为当前数据，与快照无关。',
}

function unit(category: Category): string {
  return category === 'host' ? '服务器' : '容器'
}
