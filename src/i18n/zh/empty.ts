import type { Messages } from '#i18n/en.ts'

import { unit } from './numbers.ts'

export const empty: Messages['empty'] = {
  filtered: '没有符合筛选条件的端口。',
  serversUnknown: (category) => `该范围的${unit(category)}列表未知，无法执行此搜索。`,
  serversFailed: (category) => `按${unit(category)}搜索失败`,
  clear: '清除筛选条件',
  scope: '当前范围内没有开放端口。',
  scopeHint: '请在上方选择其他企业项目或资产类别。',
  noData: '当前范围暂无数据。',
}
