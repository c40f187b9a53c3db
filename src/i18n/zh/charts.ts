import type { Messages } from '#i18n/en.ts'

import { count, unit } from './numbers.ts'

export const charts: Messages['charts'] = {
  risk: '各类型的风险',
  riskFinding: {
    none: '当前显示的端口中没有危险端口。',
    some: (type, ofType, dangerous, mostCommon) =>
      ofType === dangerous
        ? `全部 ${count(dangerous)} 个危险端口均为 ${type}；${mostCommon}。`
        : `${count(dangerous)} 个危险端口中有 ${count(ofType)} 个为 ${type}；${mostCommon}。`,
    mostCommon: (port, type, servers, category) =>
      `分布最广的是 ${port}/${type}，涉及 ${count(servers)} 个${unit(category)}`,
  },
  measure: '统计口径',
  measures: { rows: '端口', exposure: '暴露量' },
  total: '合计',
  topPorts: '分布最广的端口',
  byServers: (category) => `按${unit(category)}数`,
  topPortsFinding: (port, type, servers, category) =>
    `${port}/${type} 分布最广，在 ${count(servers)} 个${unit(category)}上开放。`,
  nothing: '没有显示任何端口。',
  rare: '罕见端口',
  rareHint: '只在一两台上开放，端口号大的在前',
  numbers: '按端口号分布',
  numbersFinding: (from, to, rows, all) => `${from}–${to} 最多：${count(all)} 个中有 ${count(rows)} 个。`,
  numbersBar: (from, to, rows) => `${from}–${to}：${count(rows)} 个端口`,
  allNumbers: '全部端口号',
  fromPort: '起始端口',
  toPort: '结束端口',
  hide: '收起图表',
  failedHint: '表格中的数据与图表相同。',
  picture: {
    open: (title) => `将“${title}”保存为图片`,
    format: {
      svg: { name: 'SVG', hint: '任意放大仍清晰' },
      png: { name: 'PNG', hint: '用于幻灯片和聊天' },
    },
    saved: '已保存。',
  },
}
