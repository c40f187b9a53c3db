import type { Messages } from '#i18n/en.ts'

import { count, unit } from './numbers.ts'

export const kiosk: Messages['kiosk'] = {
  worst: (category) => `危险端口 TOP 榜（按${unit(category)}数）`,
  noneDangerous: '没有危险端口。',
  since: {
    silent: (time) => `自 ${time} 起服务器没有响应`,
    signedOut: (time) => `登录已于 ${time} 后失效，请重新加载页面并登录`,
    failing: (time) => `自 ${time} 起服务器出错`,
  },
  snapshot: '快照视图',
  turn: (at, of) => `视图 ${count(at)}/${count(of)}`,
  exit: '按 Esc 键退出',
}
