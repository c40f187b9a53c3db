import type { Messages } from '#i18n/en.ts'

import { count } from './numbers.ts'

export const dataAge: Messages['dataAge'] = {
  complete: (rows) => `记录 ${count(rows)}/${count(rows)}`,
  partial: (rows) => `至少 ${count(rows)} 条记录`,
  updated: (age) => `${age}更新`,
  updatedNow: '刚刚更新',
  collected: (from, to) => (from === to ? `采集时间：${to}` : `采集时间：${from} 至 ${to}`),
  noData: '暂无数据',
}
