import { fileURLToPath } from 'node:url'

import { run } from './run.ts'

const BUILT_PAGE = fileURLToPath(new URL('../../../dist/client', import.meta.url))

await run(async () => {
  const [{ loadPage }, { answerHeaders }] = await Promise.all([
    import('#server/http/assets.ts'),
    import('#server/http/headers.ts'),
  ])
  return { page: await loadPage(BUILT_PAGE), headers: answerHeaders() }
})
