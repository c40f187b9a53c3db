import { defineConfig } from 'vite'

/** The element as an npm package: one module without dependencies, which the bundler of a host minifies. */
export default defineConfig({
  publicDir: false,
  build: {
    outDir: 'packages/embed/dist',
    minify: false,
    lib: { entry: 'src/embed/package.ts', formats: ['es'], fileName: 'index' },
  },
})
