/** A failure that the operator can correct. Its message is one line: what is wrong, and what to do. */
export class OperatorError extends Error {
  override name = 'OperatorError'
  /** What to print: the message, or a line for each of several failures. */
  readonly lines: readonly string[]

  constructor(message: string, options?: ErrorOptions) {
    super(message, options)
    this.lines = [message]
  }
}
