import { setImmediate as nextRound, setTimeout as sleep } from 'node:timers/promises'

export const TURN_LIMITS = {
  /** Rows that are read at once, whoever asks: it takes some milliseconds. What may be more is read in turns. */
  rows: 1_000,
  /** Answers of more rows that one identity may have under way, until its clients have taken them. */
  large: 8,
  /** Requests that may wait for a turn of one identity. */
  waiting: 64,
  /** How long a request waits for its turn at most, in milliseconds. */
  patience: 30_000,
} as const

/** Between two turns, in milliseconds at least: whatever came meanwhile is answered in between. */
const PAUSE = 5
/** A round of the event loop that is shorter, in milliseconds, had nothing to do; so many are waited for at most. */
const IDLE = 1
const ROUNDS = 100

/** A request for rows. `rows` are what it may read, `taken` is when its client has the answer; `signal` ends the wait. */
export type Asked = {
  subject: string
  rows: number
  taken: Promise<unknown>
  signal: AbortSignal
}
type Waiting = Asked & { begin: (isTurn: boolean) => void }

/**
 * Turns at reading many rows. That holds this process for a tenth of a second or two, so there is one at a time, with a pause
 * after each: nobody who asks for less waits for more than one. The identities take turns, however much each asks for, and of
 * each the smallest goes first.
 */
export class Turns {
  readonly #waiting = new Set<Waiting>()
  readonly #large = new Map<string, number>()
  /** The number of the last turn of each identity that waits for another. */
  readonly #last = new Map<string, number>()
  readonly #wait: () => () => void
  #turn = 0
  #isTaken = false

  /** @param wait is told of each request that begins to wait, and what it gives is called at the end. */
  constructor(wait: () => () => void) {
    this.#wait = wait
  }

  /** Reads when it is its turn; null when it had none in time, or too many of the identity wait already. */
  async read<Result>(asked: Asked, read: () => Promise<Result>): Promise<Result | null> {
    if (!(await this.#isTurn(asked))) return null
    try {
      return await read()
    } finally {
      void this.#free()
    }
  }

  async #isTurn(asked: Asked): Promise<boolean> {
    const others = [...this.#waiting].filter(({ subject }) => subject === asked.subject)
    if (others.length >= TURN_LIMITS.waiting || asked.signal.aborted) return false
    const { promise, resolve } = Promise.withResolvers<boolean>()
    const one = { ...asked, begin: resolve }
    this.#waiting.add(one)
    const giveUp = (): void => {
      this.#waiting.delete(one)
      resolve(false)
    }
    const signal = AbortSignal.any([asked.signal, AbortSignal.timeout(TURN_LIMITS.patience)])
    signal.addEventListener('abort', giveUp, { once: true })
    const end = this.#wait()
    this.#next()
    const isTurn = await promise
    end()
    signal.removeEventListener('abort', giveUp)
    return isTurn
  }

  async #free(): Promise<void> {
    await pause()
    this.#isTaken = false
    this.#next()
  }

  #next(): void {
    if (this.#isTaken) return
    const lastOf = ({ subject }: Asked): number => this.#last.get(subject) ?? 0
    const next = [...this.#waiting]
      .filter((asked) => !isLarge(asked) || this.#largeOf(asked.subject) < TURN_LIMITS.large)
      .toSorted((a, b) => lastOf(a) - lastOf(b) || a.rows - b.rows)[0]
    if (next === undefined) return
    this.#isTaken = true
    this.#waiting.delete(next)
    this.#turn += 1
    this.#last.set(next.subject, this.#turn)
    const waiting = new Set(Array.from(this.#waiting, ({ subject }) => subject))
    for (const subject of this.#last.keys()) if (!waiting.has(subject)) this.#last.delete(subject)
    if (isLarge(next)) this.#hold(next)
    next.begin(true)
  }

  #hold({ subject, taken }: Asked): void {
    this.#large.set(subject, this.#largeOf(subject) + 1)
    void taken.finally(() => {
      const left = this.#largeOf(subject) - 1
      if (left === 0) this.#large.delete(subject)
      else this.#large.set(subject, left)
      this.#next()
    })
  }

  #largeOf(subject: string): number {
    return this.#large.get(subject) ?? 0
  }
}

const isLarge = ({ rows }: Asked): boolean => rows > TURN_LIMITS.rows

async function pause(): Promise<void> {
  await sleep(PAUSE)
  for (let round = 0, begin = -Infinity; round < ROUNDS && performance.now() - begin >= IDLE; round += 1) {
    begin = performance.now()
    await nextRound()
  }
}
