import { OperatorError } from '#server/common/operator-error.ts'

/**
 * Why the store refused. `claimed`: another server has the data directory. `unusable`: it cannot be opened, read or
 * written. `newer`: its schema is of a newer Openports. `busy`: another process held it for too long. `duplicate`: a
 * snapshot has a (port, type) twice. `closed`: the store was closed before the work was done. `superseded`: another
 * process went on with the sweep.
 */
type StoreErrorReason = 'claimed' | 'unusable' | 'newer' | 'busy' | 'duplicate' | 'closed' | 'superseded'

/** A refusal of the store. */
export class StoreError extends OperatorError {
  readonly reason: StoreErrorReason
  constructor(reason: StoreErrorReason, message: string, cause?: unknown) {
    super(message, cause === undefined ? undefined : { cause })
    this.name = 'StoreError'
    this.reason = reason
  }
}

/** What an error of the operating system or a database says, on one line. */
export const lineOf = (error: unknown): string =>
  (error instanceof Error ? error.message : String(error)).replace(/\s+/g, ' ').trim()

/** The `code` of an error, as Node (`ENOENT`) and PostgreSQL (`28P01`) word it; '' where there is none. */
export const codeOf = (error: unknown): string =>
  error instanceof Error && 'code' in error ? String(error.code) : ''
