import { stackOf } from './log.ts'

/** A kind of failure that whoever asked can mend: its one line says how. */
export type Mendable = abstract new (...args: never[]) => Error

/** What is told of a failure that ends a command: its line where it can be mended, else its stack, as a fault of ours. */
export function failureText(error: unknown, mendable: readonly Mendable[]): string {
  const isMendable = error instanceof Error && mendable.some((kind) => error instanceof kind)
  return `openports: ${isMendable ? error.message : stackOf(error)}\n`
}
