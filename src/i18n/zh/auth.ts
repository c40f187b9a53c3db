import type { Messages } from '#i18n/en.ts'

import { count } from './numbers.ts'

export const auth: Messages['auth'] = {
  signIn: {
    title: '登录 Openports',
    hint: '当前视图保存在地址栏中，登录后会回到您要看的视图。',
    oidc: '使用组织账号登录',
    proxy: '由此服务器前面的代理为您登录。如果您已登录，则代理没有把您的身份告诉此服务器。',
    stranger: (name) => `已登录：${name}`,
    noAccess: '您所在的组都没有查看权限。请联系运行此服务器的人员，并告知您的账号和所在的组。',
    somebodyElse: '以其他身份登录',
    token: 'API 令牌',
    tokenHint: '由运行此服务器的人员提供，不会保存在浏览器中。',
    button: '登录',
    pending: '正在登录…',
    missing: '请输入 API 令牌。',
    wrong: '这不是此服务器的 API 令牌，或令牌已失效。',
    tooMany: '您的 IP 地址发送的错误令牌过多，请稍候几秒后重试。',
  },
  account: {
    open: (name) => `已登录：${name}`,
    all: '所有项目的操作员',
    some: (n) => `${count(n)} 个项目的操作员`,
    none: '查看者',
    signOut: '退出登录',
    signOutThere: '在此处和身份提供方同时退出',
    failed: '服务器没有响应，您仍处于登录状态。请重试。',
    audit: '审计列表',
  },
  audit: {
    intro: '谁登录过、谁更改了什么，最新的在前。每类操作保留最新的 10,000 条记录。',
    columns: { at: '时间', name: '人员', done: '操作', address: '来源' },
    actions: {
      signIn: '登录',
      signInFailed: '登录失败',
      signOut: '退出登录',
      viewSaved: '保存视图',
      viewRenamed: '重命名或更改视图',
      viewDeleted: '删除视图',
      hssAsked: '向 HSS 查询端口',
      hssRetried: '让 HSS 立即重试',
      imported: '导入扫描结果',
      tokenAdded: '添加 API 令牌',
      tokenRevoked: '吊销 API 令牌',
    },
    nobody: '未知',
    times: (n) => `${count(n)} 次`,
    older: '显示更早的记录',
    none: '暂无记录。',
    failed: '无法加载审计列表。',
  },
}
