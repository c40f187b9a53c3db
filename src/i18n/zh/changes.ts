import type { Messages } from '#i18n/en.ts'

import { count } from './numbers.ts'

const kinds = { opened: '新开放', risk: '风险变更', servers: '服务器数变更', gone: '已关闭' }

export const changes: Messages['changes'] = {
  title: '端口变更',
  hide: '收起端口变更',
  since: '对比',
  last: '上一个快照',
  spans: { '24h': '24 小时前', '7d': '7 天前', '30d': '30 天前' },
  compared: (instant) => `与 ${instant} 的快照对比。`,
  short: '没有更早的快照。',
  kind: '变更类型',
  all: '全部',
  kindsOf: { host: kinds, container: { ...kinds, servers: '容器数变更' } },
  change: '变更',
  to: '变为',
  none: '没有变更。',
  noneShown: '没有符合筛选条件的变更。',
  left: (n) => `另有 ${count(n)} 项变更不符合筛选条件。`,
  dangerous: (n) => `${count(n)} 个危险`,
  first: '没有可对比的更早快照。',
  firstHint: '生成下一个快照后，变更会显示在这里。',
  failed: '端口变更加载失败。',
  comparing: '正在对比…',
  missing: (snapshot) => `未找到快照 ${snapshot}。`,
  more: '显示更多',
  save: '下载这些变更（CSV）',
}
