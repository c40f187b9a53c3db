import type { Hono } from 'hono'
import { deleteCookie } from 'hono/cookie'

import { readQuery } from '#contract/query-string.ts'
import { SIGN_OUT_PATH } from '#contract/sign-out.ts'
import { z } from '#contract/zod-mini.ts'
import { COOKIE } from '#server/access.ts'
import type { Access } from '#server/access.ts'
import { parametersOf, sessionOf } from '#server/answers.ts'
import type { AppEnv } from '#server/answers.ts'
import { isMeant, refuseUnmeant } from '#server/meant.ts'

const NO_PARAMETERS = z.object({})

/**
 * What a browser forgets. Not `"cookies"`: that takes those of every server of the machine, or of the whole domain, so
 * our one is taken back by name.
 */
const FORGOTTEN = '"cache", "storage"'

/** The end of a session, for its browser and in the store. A program with a token has none, and is answered the same. */
export function addSignOut(app: Hono<AppEnv>, access: Access): void {
  app.post(SIGN_OUT_PATH, async (c) => {
    if (!isMeant(c)) return refuseUnmeant(c)
    readQuery(NO_PARAMETERS, parametersOf(c))
    const session = sessionOf(c, access)
    if (session !== undefined) await access.endSession(session)
    deleteCookie(c, access.cookie, COOKIE)
    c.header('Clear-Site-Data', FORGOTTEN)
    return c.body(null, 204)
  })
}
