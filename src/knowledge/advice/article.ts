/** Why a port is dangerous when it is exposed, and what to do about it. One or two sentences each. */
type AdviceText = { why: string; whatToDo: string }

/** A public page that vouches for what we say. */
export type Source = { title: string; url: string }

/** One sentence, in the languages of the page. */
export type Sentence = { en: string; 'zh-CN': string }

/** A port with a protocol, as the tables of this folder name it. */
export type Socket = `${number}/${'TCP' | 'UDP'}`

/**
 * What to know about one service, in the languages of the page, with the public page that vouches for it. `ports` are
 * entries of the table of dangerous ports, as `23/TCP`.
 */
export type Article = {
  ports: readonly Socket[]
  source: Source
  en: AdviceText
  'zh-CN': AdviceText
}

/** What a service is for: one sentence, in the languages of the page. */
export type Purpose = Sentence & { ports: readonly Socket[] }

export function purpose(ports: readonly Socket[], en: string, zh: string): Purpose {
  return { ports, en, 'zh-CN': zh }
}
