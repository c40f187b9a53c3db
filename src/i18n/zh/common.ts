import type { Messages } from '#i18n/en.ts'

export const common: Messages['common'] = {
  product: 'Openports',
  loading: '正在加载…',
  retry: '重试',
  close: '关闭',
  copy: '复制',
  copied: '已复制。',
  copyFailed: '复制失败，浏览器可能禁止访问剪贴板。',
  skipToPorts: '跳到端口列表',
  newBuild: { title: 'Openports 已更新。', reload: '重新加载' },
}
