import * as z from 'zod/mini'

// As in zod.ts, before any schema is built: without compiling parsers, which the page's policy forbids and reports.
z.config({ jitless: true })

/**
 * Zod as functions instead of methods: what the contract's schemas do not use is left out of the page's first load,
 * 17 kB compressed. The server, which nobody downloads, has the usual form (zod.ts).
 */
export { z }
