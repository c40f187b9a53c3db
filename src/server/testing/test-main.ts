import { answerHeaders } from '#server/headers.ts'
import { runServer } from '#server/process.ts'

import { testPage } from './test-app.ts'

// The server as main.ts runs it, but for the page, which need not be built to test all else.
await runServer(async () => ({
  page: await testPage(),
  headers: answerHeaders(),
  // Faults of ours that no route would see, set off by a request that a test sends.
  around: (app) => (incoming, outgoing) => {
    const fault = incoming.headers['x-test-fault']
    if (fault === 'rejection') void Promise.reject(new Error('a stray rejection'))
    if (fault === 'exception')
      setImmediate(() => {
        throw new Error('a stray exception')
      })
    app(incoming, outgoing)
  },
}))
