import * as z from 'zod/mini'

// Zod compiles parsers with `new Function`, which the page's policy forbids and reports. It asks only once, so
// this has to run before any schema is built: every schema imports z from here.
z.config({ jitless: true })

/**
 * Zod as functions instead of methods: what no schema uses is left out of the page, whose first load is 16 kB (gzip) smaller
 * than with the usual form. The server uses the same, so that schemas read alike everywhere. A schema without words
 * of its own says no more than "Invalid input": `IN_ENGLISH` of server/common tells people what is wrong with their files.
 */
export { z }
