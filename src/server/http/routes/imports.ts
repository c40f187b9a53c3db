import type { Context, Hono } from 'hono'

import { errorBody } from '#contract/errors.ts'
import { IMPORTS_PATH, PROGRESS_TYPE, readImportQuery } from '#contract/imports.ts'
import type { ImportLine, ImportQuery } from '#contract/imports.ts'
import { NO_PARAMETERS, readQuery } from '#contract/query-string.ts'
import { INVENTORY_PROJECT } from '#contract/scope.ts'
import { mayChange, maySee } from '#server/common/identity.ts'
import type { Audit } from '#server/http/auth/audit.ts'
import { csrfProtection } from '#server/http/auth/csrf.ts'
import type { AppEnv } from '#server/http/env.ts'
import { json, parametersOf, refuse, refuseProject, refuseRole } from '#server/http/responses.ts'
import { ImportQuota } from '#server/http/uploads/import-quota.ts'
import type { UploadLimits } from '#server/http/uploads/import-quota.ts'
import { progressLines } from '#server/http/uploads/progress-lines.ts'
import { receiveFiles, UploadRefused } from '#server/http/uploads/receive-files.ts'
import { answerOf, runImport } from '#server/http/uploads/run-import.ts'
import type { ImportOutcome } from '#server/http/uploads/run-import.ts'
import { nameFiles } from '#server/inventory/name-files.ts'
import type { ImportProgress } from '#server/inventory/read-files.ts'
import type { Store } from '#server/store/types.ts'

/** What the route takes of the store. */
export type ImportsStore = Pick<Store, 'recordInventory' | 'describeProject' | 'document' | 'changeDocument'>

/** What uploads may have, and the folder for their files while they are read. */
export type Uploads = UploadLimits & { folder: string }

/**
 * Imports uploaded scans by the rules of the command, all files or none, for the operators of the inventory. The files are
 * received first, so that no slow client keeps others from writing.
 */
export function addImports(
  app: Hono<AppEnv>,
  store: ImportsStore,
  uploads: Uploads,
  audit: Audit,
  report: (requestId: string, error: Error) => void,
): void {
  const quota = new ImportQuota(store, uploads)

  app.get(IMPORTS_PATH, async (c) => {
    readQuery(NO_PARAMETERS, parametersOf(c))
    return refusalOf(c) ?? (await json(c, await quota.limits(c.var.who.subject)))
  })

  app.post(IMPORTS_PATH, csrfProtection, async (c) => {
    const query = readImportQuery(parametersOf(c))
    const refusal = refusalOf(c)
    if (refusal !== null) return refusal
    const { subject } = c.var.who
    const limits = await quota.limits(subject)
    if (limits.maxBytes === 0)
      return refuse(c, 403, 'forbidden', 'Uploads are disabled (OPENPORTS_IMPORT_MB). Use the command.')
    if (limits.left === 0) return refuseSpent(c, limits.freeAt)
    const end = quota.begin(subject)
    if (typeof end === 'string') return refuseBusy(c, end)

    const maxBytes = Math.min(limits.maxBytes, limits.left)
    const files = await receiveFiles(c.req.raw, { folder: uploads.folder, maxBytes }).catch(
      (error: unknown) => {
        end()
        if (error instanceof UploadRefused) return error
        throw error
      },
    )
    if (files instanceof UploadRefused) return refuse(c, files.status, 'malformed', files.message)

    const leave = new AbortController()
    const signal = AbortSignal.any([c.req.raw.signal, leave.signal])
    const work = async (show: (progress: ImportProgress) => void): Promise<ImportOutcome> => {
      try {
        const outcome = await runImport(store, files, { ...query, maxBytes }, { show, signal })
        if ('result' in outcome && !query.isPreview) await noteImport(c, outcome.result)
        return outcome
      } finally {
        end()
      }
    }
    if (c.req.header('Accept') === PROGRESS_TYPE) return tellProgress(c, query, work, () => leave.abort())
    const outcome = await work(() => undefined)
    if ('result' in outcome) return json(c, answerOf(outcome.result, query))
    const { status, code, message } = outcome.failure
    return refuse(c, status, code, message)
  })

  /** Counts and notes what was imported. */
  async function noteImport(
    c: Context<AppEnv>,
    { files, bytes }: Extract<ImportOutcome, { result: unknown }>['result'],
  ): Promise<void> {
    await audit(c, {
      action: 'imported',
      who: c.var.who,
      project: INVENTORY_PROJECT,
      detail: nameFiles(files),
    })
    await quota.spend(c.var.who.subject, bytes)
  }

  function tellProgress(
    c: Context<AppEnv>,
    query: ImportQuery,
    work: (show: (progress: ImportProgress) => void) => Promise<ImportOutcome>,
    leave: () => void,
  ): Response {
    const { requestId } = c.var
    const lines = progressLines(async (show): Promise<ImportLine> => {
      try {
        const outcome = await work(show)
        if ('result' in outcome) return { answer: answerOf(outcome.result, query) }
        const { status, code, message } = outcome.failure
        return { status, error: errorBody(code, message, requestId) }
      } catch (error) {
        report(requestId, error instanceof Error ? error : new Error(String(error)))
        return { status: 500, error: errorBody('internal', 'Server error.', requestId) }
      }
    }, leave)
    // A proxy in front passes each line on as it comes.
    return c.body(lines, 200, { 'Content-Type': PROGRESS_TYPE, 'X-Accel-Buffering': 'no' })
  }
}

/** The answer for those who may not import; null for those who may. */
function refusalOf(c: Context<AppEnv>): Response | null {
  if (!maySee(c.var.who, INVENTORY_PROJECT)) return refuseProject(c)
  return mayChange(c.var.who, INVENTORY_PROJECT) ? null : refuseRole(c)
}

function refuseSpent(c: Context<AppEnv>, freeAt: string | null): Response {
  const seconds = freeAt === null ? 1 : Math.max(1, Math.ceil((Date.parse(freeAt) - Date.now()) / 1000))
  const message =
    'You imported as much as OPENPORTS_IMPORT_MB_PER_DAY allows. Try again later, or use the command.'
  return refuse(c, 429, 'throttled', message, { 'Retry-After': String(seconds) })
}

const refuseBusy = (c: Context<AppEnv>, whose: 'own' | 'all'): Response =>
  whose === 'own'
    ? refuse(c, 429, 'throttled', 'Another upload of yours is under way: try again when it is done.', {
        'Retry-After': '5',
      })
    : refuse(c, 503, 'throttled', 'Too many uploads are under way: try again in a few seconds.', {
        'Retry-After': '5',
      })
