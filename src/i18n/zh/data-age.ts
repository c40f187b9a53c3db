import type { Messages } from '#i18n/en.ts'

import { count } from './numbers.ts'

export const dataAge: Messages['dataAge'] = {
  complete: (rows) => `端口 ${count(rows)}/${count(rows)}`,
  partial: (rows) => `至少 ${count(rows)} 个端口`,
  read: (age) => `${age}读取`,
  readNow: '刚刚读取',
  readAt: (from, to) => (from === to ? `读取时间：${to}` : `读取时间：${from} 至 ${to}`),
  neverRead: '尚未读取',
  noData: '暂无数据',
}
