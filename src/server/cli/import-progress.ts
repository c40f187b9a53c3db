import type { ImportProgress, ImportWatch } from '#server/inventory/read-files.ts'

const AT_A_TERMINAL = 100 // milliseconds between two states of the one line there
const ELSEWHERE = 10_000 // and between two lines where they add up, as in a log

/**
 * Shows how far an import is: at a terminal in one line, which `end` takes away, elsewhere now and then in a new one.
 * What is done sooner shows nothing.
 */
export function showProgress(
  stream: { isTTY?: boolean; write: (text: string) => unknown },
  now: () => number = () => performance.now(),
): NonNullable<ImportWatch['progress']> {
  const isTerminal = stream.isTTY === true
  let shown = now()
  let isOpen = false
  return {
    show: (progress) => {
      if (now() - shown < (isTerminal ? AT_A_TERMINAL : ELSEWHERE)) return
      shown = now()
      isOpen = isTerminal
      stream.write(isTerminal ? `\r${describe(progress)}\x1b[K` : `${describe(progress)}\n`)
    },
    end: () => {
      if (isOpen) stream.write('\r\x1b[K')
      isOpen = false
    },
  }
}

/** `Importing: 12 of 500 MB, 0 of 2 files`. With all bytes read, what is left is the counting of rows. */
function describe({ bytes, ofBytes, files, ofFiles }: ImportProgress): string {
  const megabytes = (bytes: number) => Math.ceil(bytes / 1_000_000).toLocaleString('en-US')
  return `Importing: ${megabytes(bytes)} of ${megabytes(ofBytes)} MB, ${files.toLocaleString('en-US')} of ${ofFiles.toLocaleString('en-US')} ${ofFiles === 1 ? 'file' : 'files'}`
}
