import type { ExportTexts } from '#i18n/en/export.ts'

import { count } from './numbers.ts'

export const exportMessages: ExportTexts = {
  what: (rows) => `全部 ${count(rows)} 条符合条件的记录：每个端口的每种类型一条，按表格顺序。`,
  which: '导出范围',
  selected: (rows) => `已选 ${count(rows)} 条`,
  matching: (rows) => `符合条件 ${count(rows)} 条`,
  whatSelected: (rows) => `已选的 ${count(rows)} 条记录：每个端口的每种类型一条，按表格顺序。`,
  files: '当前视图',
  copies: '复制到命令行',
  file: {
    report: { name: '报告', hint: '主要发现在前，可打印或发送' },
    csv: { name: 'CSV', hint: '用于电子表格' },
    json: { name: 'JSON', hint: '含范围、时间与数量' },
    markdown: { name: 'Markdown', hint: '用于工单和文档' },
  },
  copy: {
    ports: { name: '端口', hint: '22,80,8000-8010' },
    nmap: { name: 'nmap', hint: '-p T:…,U:…' },
    curl: { name: 'curl', hint: '查询这些数据的 API 调用' },
  },
  picture: { name: '图片', hint: '图表，PNG' },
  copyLink: { name: '复制链接', hint: '打开时显示最新数据' },
  copySnapshotLink: { name: '复制链接', hint: '打开时显示此快照' },
  pin: { name: '固定到此快照', hint: '链接保留这些数字' },
  pinned: '已固定：链接将保留这些数字。',
  downloaded: (rows) => `已导出 ${count(rows)} 条记录。`,
  failed: '导出失败。',
}
