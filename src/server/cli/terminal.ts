import { stackOf } from '#server/common/log.ts'
import { OperatorError } from '#server/common/operator-error.ts'

/**
 * A line as a terminal shows it and nothing else happens: what would move the cursor, colour, end the line, or hide or turn
 * text is written as an escape. Names of files, arguments and projects may come from an attacker.
 */
export const printable = (line: string): string =>
  line.replace(/[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}]/gu, (character) => {
    const code = (character.codePointAt(0) ?? 0).toString(16)
    return code.length > 4 ? `\\u{${code}}` : `\\u${code.padStart(4, '0')}`
  })

/** One line for the user of the command. */
export const print = (line: string): void => void process.stdout.write(`${printable(line)}\n`)

/** The output of a failed command: the lines of an expected error, else the stack, as a bug of ours. */
export function failureText(error: unknown): string {
  const lines = error instanceof OperatorError ? error.lines : stackOf(error).split('\n')
  return `openports: ${lines.map(printable).join('\n')}\n`
}
