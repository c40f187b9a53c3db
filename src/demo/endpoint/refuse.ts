import { ERROR_CODES } from '#contract/errors.ts'
import type { ErrorBody } from '#contract/errors.ts'

/** An error in the form in which the server words it. */
export function refuse(status: number, code: keyof typeof ERROR_CODES, message: string): Response {
  const body: ErrorBody = {
    error_code: ERROR_CODES[code],
    error_msg: message,
    error_description: message,
    request_id: 'demo',
  }
  return Response.json(body, { status })
}
