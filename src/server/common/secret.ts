import { inspect } from 'node:util'

const REDACTED = '[redacted]'

/** A shorter word would be found by chance, all over the log. */
const TELLING = 8 // characters

/** Each form in which a hidden word could stand in a line of JSON. They are kept for good: what copies a word may outlive it. */
const hidden = new Set<string>()

/** A word that must not be printed: however it is turned into text, `[redacted]` comes out. */
export class Secret {
  readonly #word: string

  constructor(word: string) {
    this.#word = word
    hide(word)
  }

  /** The word itself. Each call is a place to look at when asking where the secret can go. */
  reveal(): string {
    return this.#word
  }

  toString(): string {
    return REDACTED
  }

  toJSON(): string {
    return REDACTED
  }

  [inspect.custom](): string {
    return REDACTED
  }
}

/**
 * From now on the word is taken out of what is logged, wherever it comes from. For settings and credentials, which are
 * few: each is looked for in each line.
 */
export function hide(word: string): void {
  if (word.length < TELLING) return
  hidden.add(JSON.stringify(word).slice(1, -1))
  hidden.add(encodeURIComponent(word.toWellFormed()))
  hidden.add(Buffer.from(word).toString('base64').replace(/=+$/, ''))
}

/** Hides the password of a URL as it is written, as it is decoded, and with its user, as HTTP sends it. */
export function hidePassword(url: string): void {
  const { username, password } = new URL(url)
  hide(password)
  try {
    hide(decodeURIComponent(password))
    hide(`${decodeURIComponent(username)}:${decodeURIComponent(password)}`)
  } catch {
    // It cannot be decoded, so no client will either.
  }
}

/** A line of JSON without any word that a {@link Secret} of this process holds, or held. */
export function withoutSecrets(line: string): string {
  let text = line
  for (const form of hidden) text = text.replaceAll(form, REDACTED)
  return text
}
