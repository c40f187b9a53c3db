import { inspect } from 'node:util'

const REDACTED = '[redacted]'

/** A word that must not be printed: however it is turned into text, `[redacted]` comes out. */
export class Secret {
  readonly #word: string

  constructor(word: string) {
    this.#word = word
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
