import type { Category } from '#contract/scope.ts'
import type { Messages } from '#i18n/en.ts'

import { count, unit } from './numbers.ts'

export const summary: Messages['summary'] = {
  label: '概览',
  dangerous: '危险端口',
  dangerousDetail: (share, instances, category) =>
    `占 ${share} · 涉及 ${count(instances)} 个${pairs(category)}`,
  onInstances: (instances, category) => `涉及 ${count(instances)} 个${pairs(category)}`,
  open: '开放端口',
  openDetail: (all, isPartial) => `当前范围共 ${isPartial ? '至少 ' : ''}${count(all)} 个`,
  atLeast: '至少',
  openHelp: '同一端口按类型分别计数：22 同时以 TCP 和 TCP6 开放时计为两个。',
  instances: '暴露量',
  instancesDetail: (category) => pairs(category),
  instancesHelp: (category) =>
    `各端口的${unit(category)}数之和，并不是${unit(category)}数量：一台开放三个端口的${unit(category)}计三次。`,
  byProtocol: '按协议',
  showAll: '显示全部端口',
  mostServersFirst: '先看分布最广的端口',
  explain: (name) => `“${name}”的含义`,
}

function pairs(category: Category): string {
  return `端口–${unit(category)}组合`
}
