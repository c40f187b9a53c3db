import type { Messages } from '#i18n/en.ts'

import { count } from './numbers.ts'

export const exportMessages: Messages['export'] = {
  open: '导出',
  what: (rows) => `全部 ${count(rows)} 个符合条件的端口，按当前顺序。`,
  which: '导出范围',
  matching: (rows) => `符合条件 ${count(rows)} 项`,
  whatPicked: (rows) => `已选的 ${count(rows)} 个端口，按表格顺序。`,
  files: '保存为文件',
  copies: '复制',
  file: {
    report: { name: '报告', hint: 'HTML，用于阅读、打印或发送' },
    csv: { name: 'CSV', hint: '用于 Excel 等' },
    json: { name: 'JSON', hint: '附范围、时间与数量' },
    markdown: { name: 'Markdown', hint: '用于工单或文档' },
  },
  copy: {
    ports: { name: '端口', hint: '22,80,8000-8010' },
    nmap: { name: 'nmap', hint: '-p T:…,U:…' },
    nftables: { name: 'nftables', hint: '集合' },
    securityGroup: { name: '安全组', hint: '拒绝规则（JSON）' },
    curl: { name: 'curl', hint: '得到这些数据的调用' },
  },
  link: '当前视图的链接',
  copyLink: { name: '复制链接', hint: '打开时显示最新数据' },
  copyFrozenLink: { name: '复制链接', hint: '保留这些数字' },
  freeze: { name: '冻结当前视图', hint: '链接保留这些数字' },
  frozen: '已冻结：网址将保留这些数字。',
  downloaded: (rows) => `已保存 ${count(rows)} 个端口。`,
  failed: '操作失败，浏览器可能不允许。',
}
