import type { Messages } from '#i18n/en.ts'

import { count } from './numbers.ts'

const kinds = { opened: '新增', risk: '风险变化', servers: '服务器数变化', gone: '已关闭' }

export const changes: Messages['changes'] = {
  title: '有何变化',
  hide: '收起变化',
  since: '对比',
  last: '上一个快照',
  spans: { '24h': '24 小时前', '7d': '7 天前', '30d': '30 天前' },
  compared: (instant) => `与 ${instant} 相比。`,
  short: '没有更早的数据。',
  kind: '变化类型',
  all: '全部',
  kindsOf: { host: kinds, container: { ...kinds, servers: '容器数变化' } },
  change: '变化',
  to: '变为',
  none: '没有变化。',
  noneShown: '筛选范围内没有变化。',
  left: (n) => `另有 ${count(n)} 项变化被筛选掉。`,
  dangerous: (n) => `${count(n)} 个危险`,
  first: '没有更早的数据可以对比。',
  firstHint: '下一次读取发现的变化会列在这里。',
  failed: '无法加载变化。',
  comparing: '正在对比…',
  missing: (snapshot) => `没有可对比的快照 ${snapshot}。`,
  more: '显示更多',
  save: '将这些变化保存为 CSV',
}
