import type { Messages } from '#i18n/en.ts'

import { count, unit } from './numbers.ts'

export const kiosk: Messages['kiosk'] = {
  worst: (category) => `分布最广的危险端口（按${unit(category)}数）`,
  noneDangerous: '当前显示的端口中没有危险端口。',
  since: {
    silent: (time) => `自 ${time} 起服务器没有响应`,
    signedOut: (time) => `会话已于 ${time} 后结束，请重新加载页面并登录`,
    failing: (time) => `自 ${time} 起服务器发生故障`,
  },
  askedAgain: '页面会自动重试。',
  frozen: '固定视图',
  turn: (at, of) => `视图 ${count(at)}/${count(of)}`,
  leave: '按 Esc 键退出大屏',
}
