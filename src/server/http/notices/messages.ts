import type { SignInFault } from '#server/http/auth/oidc/failure.ts'

/** What a notice says, and the name of the link beneath. */
type NoticeText = { title: string; text: string; link: string }

/** The notices of signing in, and that of a path without a page. `signOutHere`: the provider has no page to sign out. */
export type NoticeName = SignInFault | 'tooMany' | 'signedIn' | 'signOutHere' | 'noSuchPage'

const tryAgain = 'Try again'

const EN: Record<NoticeName, NoticeText> = {
  signedIn: { title: 'You are signed in', text: 'Openports opens automatically.', link: 'Open it now' },
  declined: {
    title: 'Sign-in failed',
    text: 'Your identity provider denied access, or you cancelled the sign-in.',
    link: tryAgain,
  },
  stale: {
    title: 'This sign-in has expired',
    text: 'It took too long, was already used, or was started in another window.',
    link: tryAgain,
  },
  tooMany: {
    title: 'Too many failed sign-ins',
    text: 'They came from your IP address, which others may share. Try again in a few seconds.',
    link: tryAgain,
  },
  unreachable: {
    title: 'No response from the identity provider',
    text: 'Openports itself works. Try again in a moment. If this happens again, contact your administrator.',
    link: tryAgain,
  },
  misunderstood: {
    title: 'Sign-in failed',
    text: 'Unexpected response from the identity provider. Contact your administrator: the server log has the cause.',
    link: tryAgain,
  },
  noAccess: {
    title: 'You have no access to Openports',
    text: 'Your groups have no access. Ask your administrator which group you need.',
    link: 'Sign in with another account',
  },
  signOutHere: {
    title: 'You are signed out of Openports',
    text: 'Your identity provider has no sign-out page: you may still be signed in there until you close the browser.',
    link: 'Back to sign-in',
  },
  noSuchPage: {
    title: 'Page not found',
    text: 'The link may be incomplete or mistyped.',
    link: 'Go to the open ports',
  },
}

const again = '重试'

const ZH: Record<NoticeName, NoticeText> = {
  signedIn: { title: '您已登录', text: 'Openports 即将自动打开。', link: '立即打开' },
  declined: { title: '登录失败', text: '身份提供方拒绝了登录，或者您取消了登录。', link: again },
  stale: { title: '本次登录已过期', text: '耗时过长、已被使用，或在另一个窗口中发起。', link: again },
  tooMany: {
    title: '登录失败次数过多',
    text: '失败的登录来自您的 IP 地址，该地址可能由多人共用。请稍候几秒后重试。',
    link: again,
  },
  unreachable: {
    title: '身份提供方没有响应',
    text: 'Openports 本身运行正常。请稍后重试；如问题仍然存在，请联系管理员。',
    link: again,
  },
  misunderstood: {
    title: '登录失败',
    text: '身份提供方的响应异常。请联系管理员，原因见服务器日志。',
    link: again,
  },
  noAccess: {
    title: '您无权访问 Openports',
    text: '您所在的用户组没有访问权限。请向管理员确认需要加入哪个用户组。',
    link: '使用其他账号登录',
  },
  signOutHere: {
    title: '您已退出 Openports',
    text: '身份提供方没有退出页面：关闭浏览器之前，您在身份提供方可能仍处于登录状态。',
    link: '返回登录',
  },
  noSuchPage: {
    title: '页面不存在',
    text: '链接可能不完整或有误。',
    link: '前往开放端口',
  },
}

export const NOTICES = { en: EN, 'zh-CN': ZH } as const
export type NoticeLanguage = keyof typeof NOTICES
