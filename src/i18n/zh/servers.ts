import type { ServerTexts } from '#i18n/en/servers.ts'

import { count, counted, unit } from './numbers.ts'

export const servers: ServerTexts = {
  label: (category) => `${unit(category)}列表`,
  columns: {
    name: '名称',
    address: '地址',
    open: '开放端口',
    dangerous: '危险端口',
    worst: '最高危害',
    opened: '新增',
    lastSeen: '最近发现',
  },
  opened: (n, since) => `${since}新开放 ${count(n)} 个端口`,
  reaches: ({ loopback, one, all }) =>
    `监听所有地址 ${count(all)} 个，单个地址 ${count(one)} 个，仅本机 ${count(loopback)} 个`,
  ofOpen: (matching, open) => `${count(matching)} / ${count(open)}`,
  stale: '未更新',
  staleHint: '最近几次采集均未包含，间隔已明显超过该范围的正常周期。',
  open: (name) => `查看 ${name}`,
  moreAddresses: (n) => `+${count(n)}`,
  range: (from, to, matching, category) =>
    `第 ${count(from)}–${count(to)} 项，共 ${counted(matching, category)}`,
  failed: (category) => `${unit(category)}列表加载失败`,
  filtered: (category) => `没有符合筛选条件的${unit(category)}。`,
  empty: (category) => `该范围内没有${unit(category)}。`,
  unknown: (category) => `该范围的${unit(category)}列表未知。`,
  unknownHint: (category) =>
    `数据源只按端口统计数量，不列出具体${unit(category)}。打开端口可查询开放该端口的${unit(category)}。`,
  partlyUnknown: (projects) => `列表未知：${projects.join('、')}`,
  gone: (category) => `该范围内没有这${category === 'host' ? '台服务器' : '个容器'}，或未采集到其开放端口。`,
  panelFailed: (category) => `${unit(category)}详情加载失败`,
  ports: '开放端口',
  portsOf: (open, dangerous, loopback) =>
    `开放端口 ${count(open)} 个，其中危险 ${count(dangerous)} 个，仅本机可访问 ${count(loopback)} 个`,
  allPorts: (n) => `显示全部 ${count(n)} 个端口`,
  portColumns: { port: '端口', program: '服务', reach: '监听范围' },
  reach: { loopback: '仅本机', one: '单个地址', all: '所有地址' },
  odd: '异常',
  oddHint: '只有这台在该端口上运行此程序。',
  pid: (pid) => `PID ${pid}`,
  firstSeen: (instant) => `首次发现：${instant}`,
  file: { container: '容器', enterpriseProject: '企业项目', firstSeen: '首次发现' },
  exported: (n, category) => `已导出 ${counted(n, category)}。`,
  whatExported: (n, category) => `全部 ${counted(n, category)}（符合筛选条件），按列表顺序。`,
  seen: (age) => `最近发现：${age}`,
  changes: '变更记录',
  noChanges: '首次发现以来没有变更。',
  newestChanges: (shown, total) => `最近 ${count(shown)} 条，共 ${count(total)} 条。`,
  todo: '处置建议',
  closeUnneeded: '确认监听进程，不需要则关闭端口。',
  nothingToDo: '没有危险端口。请关闭不需要的端口。',
}
