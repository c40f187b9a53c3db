import type { z } from '#contract/zod.ts'

import type { BodyName } from './bodies.ts'

/** Statuses of errors that have a description of their own. */
export type ErrorStatus = 400 | 401 | 403 | 404 | 408 | 409 | 413 | 422 | 429 | 500 | 502 | 503 | 507

/**
 * A route, for programs. `path` is as the router has it. `access` is what a request needs: a token for `data`, a token or the
 * metrics token for `metrics`, a ticket, or nothing. `returns` is a body of JSON, a text, what a browser is shown, or nothing: done, or `accepted`. Of
 * errors, only those are listed that others of the same access do not have.
 */
export type Operation = {
  method: 'get' | 'post' | 'put' | 'delete'
  path: string
  id: string
  summary: string
  access: 'data' | 'metrics' | 'ticket' | 'none'
  query?: z.ZodMiniObject
  /** Whether it reads a body: the files of an import. */
  takesFiles?: true
  /** Headers that it reads beside its parameters, and what each says. */
  headers?: Readonly<Record<string, string>>
  returns: BodyName | 'OpenApi' | 'text' | 'notice' | 'redirect' | 'accepted' | null
  /** Whether it tells the snapshot in its headers, answers 304, and gives columns of bytes as well. */
  isOfSnapshot?: true
  errors?: readonly ErrorStatus[]
}
