import { performance } from 'node:perf_hooks'
import { setImmediate as nextRound, setTimeout as sleep } from 'node:timers/promises'

export const TURN_LIMITS = {
  /** Rows that are read at once, whoever asks: it takes some milliseconds. What may be more is read in turns. */
  rows: 1_000,
  /** Answers of more rows that one identity may have under way, until its clients have taken them. */
  large: 8,
  /**
   * Requests that may wait for a turn of one identity, as many as one client may have connections. One that waits costs next
   * to nothing; one that is refused comes again in a second.
   */
  waiting: 1_024,
  /** How long a request waits for its turn at most, in milliseconds. */
  patience: 30_000,
} as const

/** The pause after a turn ends when nothing happened for so many milliseconds, or when it was so many times as long. */
const PAUSE = { quiet: 1, most: 3 } as const

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
    const begin = performance.now()
    try {
      return await read()
    } finally {
      void this.#free(performance.now() - begin)
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

  async #free(turn: number): Promise<void> {
    await pause(turn)
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

/**
 * What came during a turn is answered in the pause after it. Each round of the event loop takes in one new connection,
 * however many wait, and may be over in no time: that there is nothing left to do is told by its events alone.
 */
async function pause(turn: number): Promise<void> {
  const end = performance.now() + turn * PAUSE.most
  let before: number
  await nextRound() // the rest of the round in which the turn ended, where nothing new is seen
  do {
    before = eventsSeen()
    await nextRound() // in which also the loop's clock moves on: the turn is over for what is timed, too
    await sleep(PAUSE.quiet)
  } while (eventsSeen() > before && performance.now() < end)
}

const eventsSeen = (): number => performance.nodeTiming.uvMetricsInfo.events
