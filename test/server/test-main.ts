import { subscribe } from 'node:diagnostics_channel'
import { Worker } from 'node:worker_threads'

import { run } from '#server/cli/run.ts'
import { responseHeaders } from '#server/http/headers/response-headers.ts'

import { TEST_PAGE } from './test-app.ts'

const threads: Worker[] = []
subscribe('worker_threads', (started) => {
  if (
    typeof started === 'object' &&
    started !== null &&
    'worker' in started &&
    started.worker instanceof Worker
  )
    threads.push(started.worker)
})

// The server as openports.ts runs it, but for the page, which need not be built to test all else.
await run(async () => ({
  page: TEST_PAGE,
  headers: responseHeaders(),
  // Faults of ours that no route would see, set off by a request that a test sends.
  around: (app) => (incoming, outgoing) => {
    const fault = incoming.headers['x-test-fault']
    if (fault === 'rejection') void Promise.reject(new Error('a stray rejection'))
    if (fault === 'thread') for (const thread of threads) void thread.terminate()
    if (fault === 'exception')
      setImmediate(() => {
        throw new Error('a stray exception')
      })
    app(incoming, outgoing)
  },
}))
