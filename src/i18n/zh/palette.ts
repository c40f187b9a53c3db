import type { PaletteWords } from '#i18n/en/palette.ts'

/** 命令面板的全部文字。 */
export const paletteZh: PaletteWords = {
  hint: '输入要做的事：端口、筛选、列、主题…',
  none: '没有这个命令。',
  view: '视图',
  sort: '排序',
  go: '前往',
  wall: '大屏展示（kiosk）',
  goTo: (port, type) => `前往 ${port} ${type}`,
  searchFor: (text) => `搜索 ${text}`,
}
