import tailwindcss from '@tailwindcss/vite'
import react from '@vitejs/plugin-react'
import { defineConfig } from 'vite'

export default defineConfig({
  plugins: [react(), tailwindcss()],
  build: {
    outDir: 'dist/client',
    assetsInlineLimit: 0, // the page's policy forbids data: URLs
    modulePreload: { polyfill: false }, // every browser in the target has it
  },
})
