/**
 * A failure as a line of the log: JSON, in printable ASCII alone, so that no text from outside can pass for a line of its
 * own, nor speak to the terminal that shows it.
 */
export function logLine(requestId: string, error: unknown, time: Date): string {
  const line = JSON.stringify({ time, requestId, error: stackOf(error) })
  return `${line.replace(/[^\x20-\x7e]/g, escaped)}\n`
}

export const stackOf = (error: unknown): string =>
  error instanceof Error ? (error.stack ?? error.message) : String(error)

const escaped = (unit: string): string => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`
