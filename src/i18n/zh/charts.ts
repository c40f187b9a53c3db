import type { Messages } from '#i18n/en.ts'

import { count, counted, unit } from './numbers.ts'

export const charts: Messages['charts'] = {
  risk: '风险分布（按类型）',
  riskFinding: {
    none: '没有危险端口。',
    some: (type, ofType, dangerous, mostCommon) =>
      ofType === dangerous
        ? `${count(dangerous)} 个危险端口均为 ${type}；${mostCommon}。`
        : `${count(dangerous)} 个危险端口中 ${count(ofType)} 个为 ${type}；${mostCommon}。`,
    mostCommon: (port, type, servers, category) => `最常见：${port}/${type}（${counted(servers, category)}）`,
  },
  measure: '统计口径',
  measures: { rows: '端口', instances: '实例' },
  total: '合计',
  label: '图表',
  topPorts: '端口 TOP 榜',
  top: '参与排名的端口',
  tops: { danger: '危险', all: '全部' },
  byServers: (category) => `按${unit(category)}数`,
  topPortsFinding: (port, type, servers, category) =>
    `最常见：${port}/${type}，在 ${counted(servers, category)}上开放。`,
  nothing: '没有端口。',
  rare: '低频端口',
  rareHint: '仅在 1–2 台上开放，端口号大的在前',
  numbers: '按端口号分布',
  numbersFinding: (from, to, rows, all) => `${from}–${to} 最多：${count(all)} 个中有 ${count(rows)} 个。`,
  numbersBar: (from, to, rows) => `${from}–${to}：${count(rows)} 个端口`,
  allNumbers: '全部端口',
  fromPort: '起始端口',
  toPort: '结束端口',
  hide: '收起图表',
  failedHint: '下方表格中的数据与图表相同。',
  picture: {
    open: (title) => `将“${title}”下载为图片`,
    format: {
      svg: { name: 'SVG', hint: '矢量图，可任意缩放' },
      png: { name: 'PNG', hint: '用于幻灯片和聊天' },
    },
    saved: '已下载。',
  },
}
