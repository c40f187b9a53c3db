import { fileURLToPath } from 'node:url'

import { loadPage } from '#server/http/assets.ts'
import { answerHeaders } from '#server/http/headers.ts'

import { runServer } from './process.ts'

const BUILT_PAGE = fileURLToPath(new URL('../../../dist/client', import.meta.url))

await runServer(async () => ({ page: await loadPage(BUILT_PAGE), headers: answerHeaders() }))
