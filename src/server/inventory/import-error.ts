import { OperatorError } from '#server/common/operator-error.ts'

/** A file that cannot be imported. The message is one sentence: which file, which line, what was expected there. */
export class ImportError extends OperatorError {
  override name = 'ImportError'
  readonly file: string
  /** Counted from 1; null where the trouble has no line: a file that is not there, a compressed file. */
  readonly line: number | null

  constructor(file: string, line: number | null, problem: string) {
    super(`${file}${line === null ? '' : `, line ${line}`}: ${problem}`)
    this.file = file
    this.line = line
  }
}

/** Several files of one call that cannot be imported: a line for each. */
export class ImportErrors extends OperatorError {
  override name = 'ImportErrors'
  override readonly lines: readonly string[]

  constructor(errors: readonly ImportError[]) {
    const head = `nothing was imported: ${errors.length} files have errors:`
    const lines = [head, ...errors.map(({ message }) => `  ${message}`)]
    super(lines.join('\n'))
    this.lines = lines
  }
}

/** Files that have more bytes, unpacked, than the import may. */
export class ImportTooLarge extends OperatorError {
  override name = 'ImportTooLarge'

  constructor() {
    super('nothing was imported: the files are too large')
  }
}

/** An import that was told to stop before all was read. */
export class ImportInterrupted extends OperatorError {
  override name = 'ImportInterrupted'

  constructor() {
    super('interrupted: nothing was imported')
  }
}

const SHOWN = 60 // enough to find the place in the file, short enough for one line of a terminal

/** What stands in a file, for a message: quoted, escaped and cut, as it may be hostile or a megabyte long. */
export const quote = (found: string): string =>
  JSON.stringify(found.length > SHOWN ? `${found.slice(0, SHOWN)}…` : found).replaceAll(
    // What JSON leaves as it is and a terminal may act upon: DEL, C1 controls, marks that turn the text's direction.
    /[\u007f-\u009f\u200e\u200f\u2028-\u202e\u2066-\u2069]/g,
    (c) => `\\u${c.charCodeAt(0).toString(16).padStart(4, '0')}`,
  )
