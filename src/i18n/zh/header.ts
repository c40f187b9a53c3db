import type { Messages } from '#i18n/en.ts'

export const header: Messages['header'] = {
  refresh: '刷新',
  refreshing: '正在刷新…',
  theme: '主题',
  themes: { system: '跟随系统', light: '浅色主题', dark: '深色主题' },
  language: '语言',
  help: '帮助',
  openHelp: '帮助：快捷键与搜索语法',
  export: '导出',
  views: '视图',
  alerts: '告警规则',
}
