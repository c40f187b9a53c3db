import { findPackageJSON } from 'node:module'
import { dirname, join } from 'node:path'

import { run } from './run.ts'

/** This file is the source, or what the build made of it: they are not in the same place. */
const BUILT_PAGE = join(dirname(findPackageJSON(import.meta.url) ?? ''), 'dist/client')

await run(async () => {
  const [{ loadPage }, { responseHeaders }] = await Promise.all([
    import('#server/http/static-files.ts'),
    import('#server/http/headers/response-headers.ts'),
  ])
  return { page: await loadPage(BUILT_PAGE), headers: responseHeaders() }
})
