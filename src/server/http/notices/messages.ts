import type { SignInFault } from '#server/http/auth/oidc/failure.ts'

/** What a notice says, and the name of the link beneath. */
type NoticeText = { title: string; text: string; link: string }

/** The notices of signing in, and that of a path without a page. `signOutHere`: the provider has no page to sign out. */
export type NoticeName = SignInFault | 'tooMany' | 'signedIn' | 'signOutHere' | 'noSuchPage'

const tryAgain = 'Try again'

const EN: Record<NoticeName, NoticeText> = {
  signedIn: { title: 'You are signed in', text: 'Openports opens by itself.', link: 'Open it now' },
  declined: {
    title: 'You are not signed in',
    text: 'Your identity provider did not let you in, or you stopped on the way.',
    link: tryAgain,
  },
  stale: {
    title: 'This sign-in is over',
    text: 'It took too long, was already used, or was begun in another window.',
    link: tryAgain,
  },
  tooMany: {
    title: 'Too many sign-ins failed',
    text: 'They came from your address, which others may share. Try again in a few seconds.',
    link: tryAgain,
  },
  unreachable: {
    title: 'The identity provider does not answer',
    text: 'Openports itself works. Try again in a moment; if that does not help, tell whoever runs this server.',
    link: tryAgain,
  },
  misunderstood: {
    title: 'You could not be signed in',
    text: 'Openports and the identity provider do not understand each other. Tell whoever runs this server: its log says why.',
    link: tryAgain,
  },
  noAccess: {
    title: 'You have no access to Openports',
    text: 'You signed in, but none of your groups may see anything here. Ask whoever runs this server which group you need.',
    link: 'Sign in as somebody else',
  },
  signOutHere: {
    title: 'You are signed out of Openports',
    text: 'Your identity provider has no page for signing out: there you may still be signed in until you close the browser.',
    link: 'Back to sign-in',
  },
  noSuchPage: {
    title: 'There is no such page',
    text: 'Nothing is at this address. The link may be incomplete, or mistyped.',
    link: 'Go to the open ports',
  },
}

const again = '重试'

const ZH: Record<NoticeName, NoticeText> = {
  signedIn: { title: '您已登录', text: 'Openports 即将自动打开。', link: '立即打开' },
  declined: { title: '您尚未登录', text: '身份提供方没有允许您登录，或者您中途取消了。', link: again },
  stale: { title: '本次登录已失效', text: '用时过长、已被使用，或是在另一个窗口中发起的。', link: again },
  tooMany: {
    title: '登录失败次数过多',
    text: '这些尝试来自您的 IP 地址，该地址可能由多人共用。请稍候几秒后重试。',
    link: again,
  },
  unreachable: {
    title: '身份提供方没有响应',
    text: 'Openports 本身运行正常。请稍后重试；若仍不行，请告知此服务器的运行人员。',
    link: again,
  },
  misunderstood: {
    title: '无法登录',
    text: 'Openports 与身份提供方无法互通。请告知此服务器的运行人员，原因见服务器日志。',
    link: again,
  },
  noAccess: {
    title: '您无权访问 Openports',
    text: '您已通过身份验证，但您所在的组在此都没有权限。请向此服务器的运行人员询问需要加入哪个组。',
    link: '使用其他账号登录',
  },
  signOutHere: {
    title: '您已退出 Openports',
    text: '身份提供方没有退出页面：在关闭浏览器之前，您在那里可能仍处于登录状态。',
    link: '返回登录',
  },
  noSuchPage: {
    title: '页面不存在',
    text: '此地址下没有内容，链接可能不完整或有误。',
    link: '前往开放端口',
  },
}

export const NOTICES = { en: EN, 'zh-CN': ZH } as const
export type NoticeLanguage = keyof typeof NOTICES
