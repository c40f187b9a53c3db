import type { Messages } from '#i18n/en.ts'

export const embed: Messages['embed'] = {
  waiting: '正在等待控制台为您登录…',
  failed: '控制台未能为您登录。',
  failedHint: '请刷新控制台页面。如问题仍然存在，请控制台管理员检查其获取票据的方式。',
}
