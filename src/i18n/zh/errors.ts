import type { Messages } from '#i18n/en.ts'

export const errors: Messages['errors'] = {
  rows: '端口加载失败。',
  refresh: '刷新失败。',
  projects: '项目列表加载失败。',
  servers: '服务器列表加载失败。',
  part: (name) => `“${name}”加载失败。`,
  retrying: '正在自动重试。',
  stillShown: (instant) => `当前显示 ${instant} 的数据。`,
  kinds: {
    unreachable: '服务器没有响应。请确认 Openports 正在运行且网络已连接。',
    unreadable: '服务器响应异常。请重新加载页面以获取最新版本。',
    signedOut: '登录已失效。请重新加载页面并登录。',
    forbidden: '更改此项目需要操作员角色。',
    notFound: '服务器上没有所请求的内容。',
    absent: '该区域的 HSS 不提供端口对应的服务器列表。',
    throttled: 'HSS 的调用配额已用尽。',
    invalid: '服务器拒绝了该请求。',
    failed: '服务器错误。',
  },
  requestId: (id) => `请求 ${id}`,
}
