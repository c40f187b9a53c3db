import { stackOf } from '#server/common/log.ts'
import { ImportErrors } from '#server/inventory/import-error.ts'

import { printable } from './terminal.ts'

/** A kind of failure that whoever asked can mend: its one line says how. */
export type Mendable = abstract new (...args: never[]) => Error

/** What is told of a failure that ends a command: its lines where it can be mended, else its stack, as a fault of ours. */
export function failureText(error: unknown, mendable: readonly Mendable[]): string {
  const isMendable = error instanceof Error && mendable.some((kind) => error instanceof kind)
  const lines =
    error instanceof ImportErrors ? error.lines : isMendable ? [error.message] : stackOf(error).split('\n')
  return `openports: ${lines.map(printable).join('\n')}\n`
}
