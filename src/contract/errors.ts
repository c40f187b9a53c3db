import { field, isText } from './decode.ts'

/**
 * An error as HSS words it. HSS itself sends `error_description` beside or instead of `error_msg`, the gateway in
 * front of it sends `request_id`; we send all four, so that a client written for either finds what it reads.
 */
export type ErrorBody = {
  error_code: string
  error_msg: string
  error_description: string
  request_id: string
}

/** @throws {DecodeError} when it is no such body. */
export const decodeErrorBody = (wire: unknown): ErrorBody => ({
  error_code: field(wire, 'error_code', isText),
  error_msg: field(wire, 'error_msg', isText),
  error_description: field(wire, 'error_description', isText),
  request_id: field(wire, 'request_id', isText),
})

/** The codes we answer with, as HSS (`HSS.`) and its gateway (`APIGW.`) number them where they have one. */
const ERROR_CODES = {
  invalidParameter: 'HSS.0001',
  notFound: 'HSS.0011',
  unauthorized: 'APIGW.0301',
  forbidden: 'APIGW.0306',
  noSuchRoute: 'APIGW.0101',
  methodNotAllowed: 'APIGW.0106',
  malformed: 'APIGW.0201',
  throttled: 'APIGW.0308',
  unread: 'HSS.0041', // "the query failed": clients of HSS ask again
  internal: 'HSS.0000',
} as const

export type ErrorCode = keyof typeof ERROR_CODES

/** An error as every client of HSS reads it: the sentence goes under both names that HSS has for it. */
export const errorBody = (code: ErrorCode, message: string, requestId: string): ErrorBody => ({
  error_code: ERROR_CODES[code],
  error_msg: message,
  error_description: message,
  request_id: requestId,
})

/** A parameter that cannot be understood: which one, and what would have been. */
export class InvalidParameter extends Error {
  readonly parameter: string
  constructor(parameter: string, expected: string) {
    super(`${parameter}: ${expected}`)
    this.name = 'InvalidParameter'
    this.parameter = parameter
  }
}
