import type { Messages } from '#i18n/en.ts'
import { terms } from '#terms/zh.ts'

import { count, counted as countedUnits } from './numbers.ts'

const counted = {
  opened: (n: number) => `新开放 ${count(n)}`,
  reopened: (n: number) => `重新开放 ${count(n)}`,
  relabelled: (n: number) => `风险变更 ${count(n)}`,
  servers: (n: number) => `服务器数变更 ${count(n)}`,
  firstRead: (n: number) => `首次采集 ${count(n)}`,
  closed: (n: number) => `已关闭 ${count(n)}`,
  noLongerRead: (n: number) => `不再采集 ${count(n)}`,
}

export const changes: Messages['changes'] = {
  title: '端口变更',
  hide: '收起端口变更',
  since: '对比',
  presets: { last: '上一个快照', '24h': '24 小时前', '7d': '7 天前', '30d': '30 天前' },
  within: { last: '较上一个快照', '24h': '较 24 小时前', '7d': '较 7 天前', '30d': '较 30 天前' },
  sinceSnapshot: (id) => `较快照 ${id}`,
  snapshot: (id) => `快照 ${id}`,
  otherMoment: '其他快照',
  until: '截至',
  latest: '最新数据',
  day: '日期',
  time: '时间',
  noneOnDay: '当天没有快照。',
  zone: (zone) => `时间按 ${zone} 显示。`,
  show: '查看这些变更',
  counted: {
    host: counted,
    container: { ...counted, servers: (n) => `容器数变更 ${count(n)}` },
  },
  onServer: (name) => `（${name}）`,
  onServers: (n, category, most) => `（${countedUnits(n, category, most)}）`,
  compared: (instant) => `与 ${instant} 的快照对比。`,
  short: '没有更早的快照。',
  uncovered: (scopes, others) =>
    `${scopes.join('、')}${others > 0 ? `等 ${count(scopes.length + others)} 个企业项目` : ''}没有更早的快照，其端口计为首次采集。`,
  partial: '快照不完整，缺失的端口计为不再采集。',
  kind: '变更类型',
  all: '全部',
  kindsOf: { host: terms.changeKinds, container: { ...terms.changeKinds, servers: '容器数变更' } },
  firstReadHint: '首次采集：此前不在采集范围内，不一定是新开放。',
  noLongerReadHint: '不再采集：已不在采集范围内，不一定已关闭。',
  change: '变更',
  closedAt: (instant) => `上次关闭：${instant}`,
  moved: {
    opened: (difference) => `新开放 ${difference}`,
    firstRead: (difference) => `首次采集 ${difference}`,
    closed: (difference) => `已关闭 ${difference}`,
    noLongerRead: (difference) => `不再采集 ${difference}`,
  },
  to: '变为',
  none: '没有变更。',
  noneShown: '没有符合筛选条件的变更。',
  left: (n) => `另有 ${count(n)} 项变更不符合筛选条件。`,
  dangerous: (n) => `${count(n)} 个危险`,
  first: '没有可对比的更早快照。',
  firstHint: '生成下一个快照后，变更会显示在这里。',
  failed: '端口变更加载失败。',
  comparing: '正在对比…',
  more: '显示更多',
  byType: (name) => `${name} 各类型的变更`,
  save: '下载这些变更（CSV）',
  file: {
    before: (column) => `变更前${column}`,
    moved: (column, cause) => `${column}：${cause}`,
    closedAt: '上次关闭时间',
  },
}
