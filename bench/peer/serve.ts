// The comparison page on the product's own server: everything but the page is the same.
import { fileURLToPath } from 'node:url'

import { loadPage } from '#server/assets.ts'
import { answerHeaders } from '#server/headers.ts'
import { runServer } from '#server/process.ts'

const PEER_PAGE = fileURLToPath(new URL('../../dist/bench-peer', import.meta.url))

await runServer(async () => ({ page: await loadPage(PEER_PAGE), headers: answerHeaders() }))
