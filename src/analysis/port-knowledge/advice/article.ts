/** Why a port is dangerous when it is exposed, and what to do about it. One or two sentences each. */
export type AdviceText = { why: string; whatToDo: string }

/**
 * What to know about one service, in the languages of the page, with the public page that vouches for it. `ports` are
 * entries of the table of dangerous ports, as `23/TCP`.
 */
export type Article = {
  ports: readonly `${number}/${'TCP' | 'UDP'}`[]
  source: { title: string; url: string }
  en: AdviceText
  'zh-CN': AdviceText
}
