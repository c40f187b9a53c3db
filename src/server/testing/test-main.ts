import { answerHeaders } from '#server/headers.ts'
import { runServer } from '#server/process.ts'

import { testPage } from './test-app.ts'

// The server as main.ts runs it, but for the page, which need not be built to test all else.
await runServer(async () => ({ page: await testPage(), headers: answerHeaders() }))
