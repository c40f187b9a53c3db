import { errorBody } from '#contract/errors.ts'
import type { ErrorCode } from '#contract/errors.ts'

/** An error in the form in which the server words it. */
export const refuse = (status: number, code: ErrorCode, message: string): Response =>
  Response.json(errorBody(code, message, 'demo'), { status })
