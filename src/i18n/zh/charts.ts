import type { Messages } from '#i18n/en.ts'

import { count, counted, entries, unit } from './numbers.ts'

export const charts: Messages['charts'] = {
  risk: '风险分布（按协议）',
  riskFinding: {
    none: '没有危险端口。',
    some: (type, ofType, dangerous, isFolded, mostCommon) =>
      ofType === dangerous
        ? `危险的 ${entries(dangerous, isFolded)}均为 ${type}；${mostCommon}。`
        : `危险的 ${entries(dangerous, isFolded)}中 ${count(ofType)} ${isFolded ? '个' : '条'}为 ${type}；${mostCommon}。`,
    mostCommon: ({ port, type, servers, most }, category) =>
      `最常见：${port}/${type}（${counted(servers, category, most)}）`,
  },
  measure: '统计口径',
  measures: { ports: '端口', rows: '记录', instances: '实例' },
  total: '合计',
  label: '图表',
  topPorts: '端口 TOP 榜',
  top: '参与排名的端口',
  tops: { danger: '危险', all: '全部' },
  byServers: (category) => `按${unit(category)}数`,
  topPortsFinding: ({ port, type, servers, most }, category) =>
    `最常见：${port}/${type}，在 ${counted(servers, category, most)}上开放。`,
  nothing: '没有端口。',
  rare: '低频端口',
  rareHint: '仅在 1–2 台上开放，端口号大的在前',
  numbers: '按端口号分布',
  numbersFinding: (from, to, rows, all, isFolded) =>
    `${from}–${to} 最多：${entries(all, isFolded)}中有 ${count(rows)} ${isFolded ? '个' : '条'}。`,
  numbersBar: (from, to, rows, isFolded) => `${from}–${to}：${entries(rows, isFolded)}`,
  allNumbers: '全部端口',
  fromPort: '起始端口',
  toPort: '结束端口',
  hide: '收起图表',
  failedHint: '下方表格中的数据与图表相同。',
  picture: {
    failed: '导出失败。',
    open: (title) => `将“${title}”下载为图片`,
    format: {
      svg: { name: 'SVG', hint: '矢量图，可任意缩放' },
      png: { name: 'PNG', hint: '用于幻灯片和聊天' },
    },
    saved: '已下载。',
  },
}
