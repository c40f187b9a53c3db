import { performance } from 'node:perf_hooks'
import { setImmediate as nextRound, setTimeout as sleep } from 'node:timers/promises'

export const QUEUE_LIMITS = {
  /** Rows that are read without queueing: it takes some milliseconds. */
  rows: 1_000,
  /** Responses of more rows that one identity may have under way, until its clients have them. */
  large: 8,
  /**
   * Requests of one identity that may wait, as many as one client may have connections. One that waits costs next to
   * nothing; one that is refused comes again in a second.
   */
  waiting: 1_024,
  /** How long a request waits at most, in milliseconds. */
  patience: 30_000,
} as const

/** The pause after a read ends when nothing happened for so many milliseconds, or when it was so many times as long. */
const PAUSE = { quiet: 1, most: 3 } as const

/** A request to read rows: at most `rows` of them. `delivered` resolves when its client has the response; `signal` ends the wait. */
type ReadRequest = {
  subject: string
  rows: number
  delivered: Promise<unknown>
  signal: AbortSignal
}
type Waiting = ReadRequest & { begin: (isTurn: boolean) => void }

/**
 * A fair queue of large reads. One blocks this process for a tenth of a second or two, so they run one at a time, with a
 * pause after each: no request for less waits for more than one. The queue goes round the identities, however much each
 * asks for, and takes the smallest request of each first.
 */
export class FairQueue {
  readonly #waiting = new Set<Waiting>()
  readonly #large = new Map<string, number>()
  /** The number of the last turn of each identity that waits for another one. */
  readonly #lastTurn = new Map<string, number>()
  readonly #queued: () => () => void
  #turn = 0
  #isBusy = false

  /** @param queued is called for each request that begins to wait; the function that it returns, when that is over. */
  constructor(queued: () => () => void) {
    this.#queued = queued
  }

  /** Reads when it is the request's turn; null when there was none in time, or too many of its identity wait already. */
  async run<Result>(request: ReadRequest, read: () => Promise<Result>): Promise<Result | null> {
    if (!(await this.#isTurn(request))) return null
    const begin = performance.now()
    try {
      return await read()
    } finally {
      void this.#free(performance.now() - begin)
    }
  }

  async #isTurn(request: ReadRequest): Promise<boolean> {
    const others = [...this.#waiting].filter(({ subject }) => subject === request.subject)
    if (others.length >= QUEUE_LIMITS.waiting || request.signal.aborted) return false
    const { promise, resolve } = Promise.withResolvers<boolean>()
    const waiting = { ...request, begin: resolve }
    this.#waiting.add(waiting)
    const giveUp = (): void => {
      this.#waiting.delete(waiting)
      resolve(false)
    }
    const signal = AbortSignal.any([request.signal, AbortSignal.timeout(QUEUE_LIMITS.patience)])
    signal.addEventListener('abort', giveUp, { once: true })
    const end = this.#queued()
    this.#next()
    const isTurn = await promise
    end()
    signal.removeEventListener('abort', giveUp)
    return isTurn
  }

  async #free(took: number): Promise<void> {
    await pause(took)
    this.#isBusy = false
    this.#next()
  }

  #next(): void {
    if (this.#isBusy) return
    const lastTurnOf = ({ subject }: ReadRequest): number => this.#lastTurn.get(subject) ?? 0
    const next = [...this.#waiting]
      .filter((request) => !isLarge(request) || this.#largeOf(request.subject) < QUEUE_LIMITS.large)
      .toSorted((a, b) => lastTurnOf(a) - lastTurnOf(b) || a.rows - b.rows)[0]
    if (next === undefined) return
    this.#isBusy = true
    this.#waiting.delete(next)
    this.#turn += 1
    this.#lastTurn.set(next.subject, this.#turn)
    const waiting = new Set(Array.from(this.#waiting, ({ subject }) => subject))
    for (const subject of this.#lastTurn.keys()) if (!waiting.has(subject)) this.#lastTurn.delete(subject)
    if (isLarge(next)) this.#hold(next)
    next.begin(true)
  }

  #hold({ subject, delivered }: ReadRequest): void {
    this.#large.set(subject, this.#largeOf(subject) + 1)
    void delivered.finally(() => {
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

const isLarge = ({ rows }: ReadRequest): boolean => rows > QUEUE_LIMITS.rows

/**
 * Lets everything that came during a read be answered. Each round of the event loop accepts one new connection, however many
 * wait, and may be over in no time: only the loop's count of events tells that nothing is left to do.
 */
async function pause(took: number): Promise<void> {
  const end = performance.now() + took * PAUSE.most
  let before: number
  await nextRound() // the rest of the round in which the read ended, where nothing new is seen
  do {
    before = eventsSeen()
    await nextRound() // in which the loop's clock moves on, too: the read is over for what is timed
    await sleep(PAUSE.quiet)
  } while (eventsSeen() > before && performance.now() < end)
}

const eventsSeen = (): number => performance.nodeTiming.uvMetricsInfo.events
