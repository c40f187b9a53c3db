import { defineConfig } from 'vite'

/**
 * The server as it is installed: our sources and the packages they use in a handful of files, which need no `node_modules`
 * beside them. Node reads those in a fraction of the time that it takes to find and strip hundreds, and without the
 * compiler for TypeScript, which each thread would load and keep. Nothing is minified: a fault in the log names the function it
 * was in.
 */
export default defineConfig({
  publicDir: false,
  ssr: { noExternal: true, external: ['pg-native'] }, // pg-native is not installed, and asked for by a setting alone
  build: {
    ssr: true,
    outDir: 'dist/server',
    target: 'node24',
    rolldownOptions: {
      input: {
        openports: 'src/server/cli/openports.ts',
        // Threads are found by these names: src/server/store/threads.ts.
        'sqlite-thread': 'src/server/store/sqlite-thread.ts',
        'copy-thread': 'src/server/store/copy-thread.ts',
      },
      output: { entryFileNames: '[name].js', chunkFileNames: '[name]-[hash].js' },
    },
  },
})
