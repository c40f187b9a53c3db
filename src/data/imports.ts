import { queryOptions, skipToken, useMutation, useQuery, useQueryClient } from '@tanstack/react-query'

import { decodeErrorBody } from '#contract/errors.ts'
import {
  FILE_FIELD,
  ImportLimits,
  ImportLine,
  IMPORTS_PATH,
  PROGRESS_TYPE,
  writeImportQuery,
  WRITTEN_FIELD,
} from '#contract/imports.ts'
import type { ImportAnswer, ImportQuery } from '#contract/imports.ts'

import { ApiError } from './api-error.ts'
import { read } from './http.ts'
import { refreshAll } from './refresh.ts'
import { sendForm } from './send-form.ts'
import { useServer } from './server.ts'

/** How far an import is, in bytes: first the files are sent, then the server reads them. */
export type ImportStep = { kind: 'uploading' | 'reading'; bytes: number; of: number }

/** Files to import, and as what. */
export type Import = { files: readonly File[]; query: Omit<ImportQuery, 'isPreview'> }

type Progress = (step: ImportStep) => void

async function sendScans(
  origin: string,
  { files, query }: { files: readonly File[]; query: ImportQuery },
  { onStep, signal }: { onStep: Progress; signal: AbortSignal },
): Promise<ImportAnswer> {
  const form = new FormData()
  for (const file of files) {
    form.append(WRITTEN_FIELD, new Date(file.lastModified).toISOString())
    form.append(FILE_FIELD, file)
  }
  const url = new URL(`${IMPORTS_PATH}?${writeImportQuery(query).toString()}`, origin)
  const { status, text, retryAfter } = await sendForm(url, form, {
    accept: PROGRESS_TYPE,
    onSent: (bytes, of) => onStep({ kind: 'uploading', bytes, of }),
    onText: (text) => {
      const line = lastLine(text)
      if (line !== null && 'progress' in line)
        onStep({ kind: 'reading', bytes: line.progress.bytes, of: line.progress.ofBytes })
    },
    signal,
  })
  const line = status === 200 ? lastLine(text) : { status, error: parsed(text) }
  if (line === null || 'progress' in line) throw ApiError.unreadable(null, new Error('no end of the answer'))
  if ('answer' in line) return line.answer
  const headers = new Headers(retryAfter === null ? {} : { 'Retry-After': retryAfter })
  throw ApiError.refused(new Response(null, { status: line.status, headers }), errorOf(line.error))
}

/** The last complete line of an answer. */
function lastLine(text: string): ImportLine | null {
  const line = text.slice(0, text.lastIndexOf('\n')).split('\n').at(-1) ?? ''
  return ImportLine.safeParse(parsed(line)).data ?? null
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return null
  }
}

function errorOf(wire: unknown): ReturnType<typeof decodeErrorBody> | undefined {
  try {
    return decodeErrorBody(wire)
  } catch {
    return undefined // of a proxy
  }
}

/** What the user may upload. It also renews a session that has ended. */
export function useImportLimits() {
  const { http } = useServer()
  return useQuery(
    queryOptions({
      queryKey: ['import-limits'],
      queryFn: async ({ signal }) =>
        await read(await http.get(IMPORTS_PATH, signal), (wire) => ImportLimits.parse(wire)),
      staleTime: 0,
    }),
  )
}

/** What an import would do. Other files or options end the preview before. */
export function useImportPreview(wanted: Import | null, onStep: Progress) {
  const { apiOrigin } = useServer()
  return useQuery(
    queryOptions({
      queryKey: [
        'import-preview',
        wanted?.query,
        wanted?.files.map(({ name, size, lastModified }) => [name, size, lastModified]),
      ],
      queryFn:
        wanted === null || apiOrigin === null
          ? skipToken
          : ({ signal }) =>
              sendScans(
                apiOrigin,
                { files: wanted.files, query: { ...wanted.query, isPreview: true } },
                { onStep, signal },
              ),
      retry: false,
      gcTime: 0, // the inventory may change meanwhile
      staleTime: Infinity,
    }),
  )
}

/** Imports, and has everything in sight asked for anew. */
export function useImport(onStep: Progress) {
  const { apiOrigin } = useServer()
  const client = useQueryClient()
  return useMutation({
    mutationFn: async ({ files, query, signal }: Import & { signal: AbortSignal }) => {
      if (apiOrigin === null) throw ApiError.unreachable(null)
      return await sendScans(apiOrigin, { files, query: { ...query, isPreview: false } }, { onStep, signal })
    },
    onSuccess: () => refreshAll(client),
  })
}
