import { z } from 'zod'

// Zod compiles parsers with `new Function`, which the page's policy forbids and reports. It asks only once, so
// this has to run before any schema is built: every schema of the contract imports z from here.
z.config({ jitless: true })

export { z }
