import type { Messages } from '#i18n/en.ts'

export const palette: Messages['palette'] = {
  title: '命令',
  hint: '输入要做的事：端口、筛选、列、主题…',
  none: '没有这个命令。',
  view: '视图',
  sort: '排序',
  go: '前往',
  wall: '大屏展示（kiosk）',
  goTo: (port, type) => `前往 ${port} ${type}`,
  searchFor: (text) => `搜索 ${text}`,
}
