import { fileURLToPath } from 'node:url'

import { run } from './run.ts'

const BUILT_PAGE = fileURLToPath(new URL('../../../dist/client', import.meta.url))

await run(async () => {
  const [{ loadPage }, { responseHeaders }] = await Promise.all([
    import('#server/http/static-files.ts'),
    import('#server/http/headers/response-headers.ts'),
  ])
  return { page: await loadPage(BUILT_PAGE), headers: responseHeaders() }
})
