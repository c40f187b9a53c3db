import type { SessionWords } from './words-en.ts'

export const sessionZh: SessionWords = {
  signIn: {
    title: '登录 Openports',
    hint: '当前视图保存在地址栏中，登录后会回到您要看的视图。',
    oidc: '使用组织账号登录',
    token: 'API 令牌',
    tokenHint: '由运行此服务器的人员提供，不会保存在浏览器中。',
    button: '登录',
    pending: '正在登录…',
    missing: '请输入 API 令牌。',
    wrong: '这不是此服务器的 API 令牌，或令牌已失效。',
  },
  account: {
    open: (name) => `已登录：${name}`,
    all: '所有项目的操作员',
    some: (projects) => `${projects} 个项目的操作员`,
    none: '查看者',
    signOut: '退出登录',
    signOutThere: '在此处和身份提供方同时退出',
    failed: '服务器没有响应，您仍处于登录状态。请重试。',
  },
}
