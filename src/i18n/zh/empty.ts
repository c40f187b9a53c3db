import type { Messages } from '#i18n/en.ts'

export const empty: Messages['empty'] = {
  filtered: '没有符合筛选条件的端口。',
  clear: '清除筛选条件',
  scope: '当前范围内没有开放端口。',
  scopeHint: '请在上方选择其他企业项目或资产类别。',
  noData: '当前范围暂无数据。',
}
