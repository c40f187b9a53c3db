import { defineConfig } from 'vitest/config'

export default defineConfig({
  test: {
    include: ['src/**/*.test.ts', 'scripts/**/*.test.mjs'],
    globalSetup: 'src/server/store/testing/postgres.ts', // the store's tests run on both of its engines
  },
})
