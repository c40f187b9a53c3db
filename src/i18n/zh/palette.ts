import type { Messages } from '#i18n/en.ts'

export const palette: Messages['palette'] = {
  title: '命令面板',
  hint: '输入命令：端口、筛选、列、主题…',
  none: '没有匹配的命令',
  view: '视图',
  sort: '排序',
  go: '前往',
  kiosk: '大屏模式',
  goTo: (port, type) => `前往 ${port} ${type}`,
  searchFor: (text) => `搜索 ${text}`,
}
