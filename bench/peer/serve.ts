// The comparison page on the product's own server: everything but the page is the same.
import { fileURLToPath } from 'node:url'

import { run } from '#server/cli/run.ts'
import { responseHeaders } from '#server/http/headers/response-headers.ts'
import { loadPage } from '#server/http/static-files.ts'

const PEER_PAGE = fileURLToPath(new URL('../../dist/bench-peer', import.meta.url))

await run(async () => ({ page: await loadPage(PEER_PAGE), headers: responseHeaders() }))
