import type { Kept } from './saved-views.ts'

const KEY = 'openports-demo-views'

/** A text kept on this device; where a browser forbids that, until the page is closed. */
export function createDemoStorage(): Kept {
  let unkept: string | null = null
  return {
    read: () => {
      try {
        return localStorage.getItem(KEY) ?? unkept
      } catch {
        return unkept
      }
    },
    write: (text) => {
      try {
        localStorage.setItem(KEY, text)
      } catch {
        unkept = text
      }
    },
  }
}
