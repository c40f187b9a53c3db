import { pino } from 'pino'
import type { Logger } from 'pino'

import { withoutSecrets } from '#server/common/secret.ts'

/** From all there is to nothing at all. */
export const LOG_LEVELS = ['debug', 'info', 'warn', 'error', 'silent'] as const
export type LogLevel = (typeof LOG_LEVELS)[number]

/** What happened, in a few fixed words, with fields of its own: `log.info({ rows: 3 }, 'sweep ended')`. */
export type Log = Pick<Logger, 'debug' | 'info' | 'warn' | 'error'>

/** Fields whose values are always redacted. */
const SECRET_FIELD = /token|secret|password|cookie|authorization|credential|session|ticket/i

/**
 * A log of one JSON object a line, in printable ASCII alone, so that no text from outside can pass for a line of its
 * own, nor speak to the terminal that shows it. Nothing that is logged should hold a secret; where it does, it is taken
 * out by the field's name, and by the words themselves.
 */
export function createLog({ level, write }: { level: LogLevel; write: (line: string) => void }): Log {
  return pino(
    {
      level,
      base: null,
      messageKey: 'message',
      timestamp: pino.stdTimeFunctions.isoTime,
      formatters: { level: (label) => ({ level: label }), log: withoutSecretFields },
      hooks: {
        streamWrite: (line) => `${withoutSecrets(line.trimEnd()).replace(/[^\x20-\x7e]/g, escaped)}\n`,
      },
    },
    { write },
  )
}

export const stackOf = (error: unknown): string =>
  error instanceof Error ? (error.stack ?? error.message) : String(error)

function withoutSecretFields(fields: Readonly<Record<string, unknown>>): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(fields).map(([name, value]) => [name, SECRET_FIELD.test(name) ? '[redacted]' : value]),
  )
}

const escaped = (unit: string): string => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`
