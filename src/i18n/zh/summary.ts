import type { Messages } from '#i18n/en.ts'

import { count, counted, unit } from './numbers.ts'

export const summary: Messages['summary'] = {
  label: '概览',
  dangerous: '危险端口',
  shareOf: (share) => `占 ${share}`,
  control: '可获取控制权',
  controlDetail: () => '个可获取控制权',
  unknown: '未知端口',
  unknownDetail: '个未知',
  affected: (category) => `存在危险端口的${unit(category)}`,
  affectedOf: (n, category) => `共 ${counted(n, category)}`,
  beyondLoopback: (n) => `${count(n)} 台不限于本机`,
  showBeyondLoopback: (category) => `显示这些${unit(category)}`,
  affectedHelp: (category) =>
    `至少有一个危险端口的${unit(category)}数。仅知各端口的数量时，取最常见危险端口的数量作为下限。`,
  affectedUnnamed: 'HSS 未提供服务器信息',
  affectedUncounted: '该快照未统计',
  affectedFiltered: '清除筛选后可得准确值',
  open: '开放端口',
  openDetail: (all, isPartial) => `共${isPartial ? '至少' : ''} ${count(all)} 个`,
  atLeast: '至少',
  openHelp: '同一端口按协议计数：22 的 TCP 同时在 IPv4 和 IPv6 上开放时计为一个。',
  ofRows: {
    dangerous: '危险记录',
    unknown: '未知记录',
    open: '记录',
    openHelp: '一条记录是一个端口的一种类型：22 同时以 TCP 和 TCP6 开放时为两条。',
  },
  instances: (n) => `开放实例 ${count(n)}`,
  instancesHelp: (category) =>
    `开放实例（端口×${unit(category)}）是各端口${unit(category)}数之和：一${category === 'host' ? '台服务器' : '个容器'}开放三个端口时计三次，并非${unit(category)}总数。`,
  course: (name, { since, first, last, least, most }) =>
    `${name}自 ${since} 以来的趋势：从 ${first} 到 ${last}，最低 ${least}，最高 ${most}`,
  showAll: '显示全部端口',
  explain: (name) => `“${name}”的含义`,
}
