import type { Expected } from './expected.ts'

/** Where a page shows what it shows, as CSS selectors. Rows have port, service, type, risk, servers, in that order. */
export type Places = {
  rows: string
  count: string
  figures: string
  /** What says the open-port instances of all rows, as `· 14,031 open-port instances`. */
  instances: string
  /** Of the chart of the top ports: its names, as `443/TCP` or as table rows of port and type, and its bars. */
  barNames: string
  bars: string
  /** How many ports that chart ranks. */
  ranked: number
}

/** Milliseconds from an input to the end of the frame that first showed all of the right result. */
export type Painted = { table: number; charts: number }

/** Milliseconds from a click to a file, and how many rows stand in it below its head. */
type SavedFile = { ms: number; rows: number }

/** What the clock is started by. */
export type TimedInput = 'keydown' | 'click' | 'pointerdown' | 'pointermove'

declare global {
  interface Window {
    bench: {
      /** Resolves when the page shows what was expected of it after loading, since the navigation began. */
      loaded: Promise<Painted>
      /** Starts the clock at the next input of a kind. Settled before the input is sent: an input may overtake it. */
      arm: (input: TimedInput, expected: Expected) => void
      /** What was armed last, when its result is there. */
      armed: Promise<Painted>
      /** Starts the clock at the next click, and stops it when a file is ready to be saved. */
      armFile: () => void
      file: Promise<SavedFile>
      /** Milliseconds of the slowest input so far, from its time stamp to the next frame. */
      worst: () => number
    }
  }
}

/**
 * Puts the stop-watch into a page, before any script of the page's own. It stands alone: its source is sent there.
 *
 * The clock starts at the input's own time stamp, which the browser takes when the input arrives, and stops in the
 * first task after the frame that drew the result: then its style, layout and paint are done. "Table" is right when
 * rows, count and figures all are; charts count from the same input.
 */
export function instrument({ places, expected }: { places: Places; expected: Expected }): void {
  const PATIENCE = 60_000 // milliseconds: then the page is wrong, not slow
  const all = (selector: string) => Array.from(document.querySelectorAll(selector))
  const textOf = (element: Element | undefined) => element?.textContent ?? ''
  const number = (value: number) => value.toLocaleString('en-GB')
  const same = (a: readonly string[], b: readonly string[]) => a.join() === b.join()

  const cells = ({ children }: Element, ...columns: number[]) =>
    columns.map((column) => textOf(children[column])).join('/')

  const isTableRight = ({ rows, dangerous, instances, ports }: Expected) =>
    textOf(all(places.count)[0]).split(' of ')[1]?.split(' ')[0] === number(rows) &&
    same(all(places.figures).map(textOf), [dangerous, rows].map(number)) &&
    textOf(all(places.instances)[0]).includes(`· ${number(instances)} open-port instance`) &&
    same(
      all(places.rows).map((row) => cells(row, 0, 2)),
      ports,
    )
  const areChartsRight = ({ topPorts }: Expected) => {
    const names = all(places.barNames).map((name) =>
      name.tagName === 'TR' ? cells(name, 0, 1) : textOf(name),
    )
    const ranked = topPorts.slice(0, places.ranked)
    return same(names, ranked) && all(places.bars).length === ranked.length
  }

  const nextFrame = () => new Promise((resolve) => requestAnimationFrame(resolve))
  // More urgent than what has waited for the frame to end: its time is not the frame's.
  const nextTask = () => scheduler.postTask(() => {}, { priority: 'user-blocking' })
  const painted = async (isRight: () => boolean): Promise<number> => {
    const deadline = performance.now() + PATIENCE
    do {
      await nextFrame()
      if (performance.now() > deadline) throw new Error(`not right: ${document.body.innerText}`)
    } while (!isRight())
    await nextTask()
    return performance.now()
  }
  const measure = async (start: number, expected: Expected): Promise<Painted> => {
    const [table, charts] = await Promise.all([
      painted(() => isTableRight(expected)),
      painted(() => areChartsRight(expected)),
    ])
    return { table: table - start, charts: charts - start }
  }

  const nextInput = (input: string) =>
    new Promise<number>((resolve) => {
      addEventListener(input, (event) => resolve(event.timeStamp), { capture: true, once: true })
    })
  const createUrl = URL.createObjectURL.bind(URL)
  const nextFile = () =>
    new Promise<{ at: number; content: Blob }>((resolve) => {
      URL.createObjectURL = (content) => {
        if (content instanceof Blob) resolve({ at: performance.now(), content })
        return createUrl(content)
      }
    })
  const saved = async (start: Promise<number>, file: ReturnType<typeof nextFile>): Promise<SavedFile> => {
    const { at, content } = await file
    return { ms: at - (await start), rows: (await content.text()).trimEnd().split('\n').length - 1 }
  }

  let worst = 0
  const inputs = { type: 'event', durationThreshold: 16 }
  new PerformanceObserver((list) => {
    for (const { duration } of list.getEntries()) worst = Math.max(worst, duration)
  }).observe(inputs)

  const loaded = measure(0, expected)
  window.bench = {
    loaded,
    armed: loaded,
    file: new Promise(() => {}), // of what is never armed, none ever comes
    worst: () => worst,
    armFile: () => {
      window.bench.file = saved(nextInput('click'), nextFile())
    },
    arm: (input, expected) => {
      window.bench.armed = nextInput(input).then((start) => measure(start, expected))
    },
  }
}
