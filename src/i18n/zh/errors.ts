import type { Messages } from '#i18n/en.ts'

export const errors: Messages['errors'] = {
  rows: '端口加载失败。',
  refresh: '最近一次刷新失败。',
  projects: '项目列表加载失败。',
  servers: '服务器列表加载失败。',
  part: (name) => `“${name}”加载失败。`,
  retriesItself: '服务器恢复响应后，页面会自动重试。',
  stillShown: (instant) => `当前显示 ${instant} 读取的数据。`,
  kinds: {
    unreachable: '服务器没有响应。请确认 Openports 正在运行且网络已连接。',
    unreadable: '页面无法解析服务器的响应。请重新加载页面，当前页面可能是旧版本。',
    signedOut: '会话已结束。请重新加载页面。',
    forbidden: '您可以查看此项目，但更改需要操作员角色。',
    notFound: '服务器上没有所请求的内容。',
    absent: '该区域的 HSS 不提供端口对应的服务器列表。',
    throttled: 'HSS 的调用配额暂时用尽。',
    invalid: '服务器未接受该请求。',
    failed: '服务器发生故障。',
  },
  requestId: (id) => `请求 ${id}`,
}
