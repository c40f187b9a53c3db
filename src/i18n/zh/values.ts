import type { Messages } from '#i18n/en/core.ts'

/** 取值及其操作的全部文字。 */
export const valuesZh: Messages['values'] = {
  class: '危险类别',
  range: '端口范围',
  classAndRange: '类别、范围',
  ranges: {
    'well-known': '公认端口 0–1023',
    registered: '注册端口 1024–49151',
    dynamic: '动态端口 49152–65535',
  },
  port: (text) => `端口 ${text}`,
  not: (name) => `非${name}`,
  open: (name) => `按“${name}”筛选`,
  include: '包含',
  exclude: '排除',
  only: '只看此项',
  copy: '复制',
  filter: (label, off) => (off ? `筛选条件“${label}”，已停用` : `筛选条件“${label}”`),
  turnRound: '取反',
  switchOff: '停用',
  switchOn: '启用',
  remove: '移除',
}
