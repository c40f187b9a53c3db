import type { Messages } from '#i18n/en.ts'

import { count } from './numbers.ts'

export const auth: Messages['auth'] = {
  signIn: {
    title: '登录 Openports',
    hint: '登录后将返回地址栏中的视图。',
    oidc: '使用单点登录（SSO）',
    proxy: '此服务器通过反向代理登录，但代理未提供您的身份。请重新登录，或联系管理员。',
    signedInAs: (name) => `已登录：${name}`,
    noAccess: '您所在的用户组没有访问权限，请联系管理员。',
    switchAccount: '使用其他账号登录',
    token: 'API 令牌',
    tokenHint: '由管理员提供，不会保存在浏览器中。',
    button: '登录',
    pending: '正在登录…',
    missing: '请输入 API 令牌。',
    wrong: 'API 令牌无效或已吊销。',
    tooMany: '您的 IP 地址登录失败次数过多，请稍候几秒后重试。',
  },
  account: {
    open: (name) => `已登录：${name}`,
    all: '所有项目的操作员',
    some: (n) => `${count(n)} 个项目的操作员`,
    none: '只读用户',
    signOut: '退出登录',
    signOutThere: '退出登录，并退出身份提供方',
    failed: '退出失败：服务器没有响应，请重试。',
    audit: '审计日志',
  },
  audit: {
    intro: '登录和变更记录，最新的在前。每类操作保留最新的 10,000 条。',
    columns: { at: '时间', name: '用户', done: '操作', address: '来源 IP' },
    actions: {
      signIn: '登录',
      signInFailed: '登录失败',
      signOut: '退出登录',
      viewSaved: '保存视图',
      viewRenamed: '重命名或更新视图',
      viewDeleted: '删除视图',
      hssAsked: '在 HSS 中核对端口',
      hssRetried: '重试 HSS 同步',
      imported: '导入扫描结果',
      tokenAdded: '创建 API 令牌',
      tokenRevoked: '吊销 API 令牌',
    },
    unknownUser: '未知用户',
    times: (n) => `${count(n)} 次`,
    older: '显示更早的记录',
    none: '暂无记录。',
    failed: '审计日志加载失败。',
  },
}
