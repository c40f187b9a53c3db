import { defineConfig } from 'vitest/config'

export default defineConfig({
  test: {
    include: ['src/**/*.test.ts', 'test/**/*.test.ts', 'e2e/**/*.test.ts', 'scripts/**/*.test.mjs'],
    maxWorkers: '100%', // the default leaves one core idle, which is half of a small machine
    testTimeout: 30_000, // a time-out is for what hangs: a busy machine may take ten times as long as a quiet one
    globalSetup: 'src/server/store/testing/postgres.ts', // the store's tests run on both of its engines
  },
})
