import type { Messages } from '#i18n/en.ts'

export const common: Messages['common'] = {
  product: 'Openports',
  loading: '正在加载…',
  tryAgain: '重试',
  close: '关闭',
  copy: '复制',
  copied: '已复制。',
  copyFailed: '操作失败，浏览器可能不允许。',
  skipToPorts: '跳到端口列表',
  newBuild: { title: 'Openports 已升级。', reload: '加载新版本' },
}
