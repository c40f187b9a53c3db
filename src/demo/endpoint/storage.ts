import type { Kept } from './saved-views.ts'

/** A text kept on this device under a key; where a browser forbids that, until the page is closed. */
export function createDemoStorage(key: string): Kept {
  let unkept: string | null = null
  return {
    read: () => {
      try {
        return localStorage.getItem(key) ?? unkept
      } catch {
        return unkept
      }
    },
    write: (text) => {
      try {
        localStorage.setItem(key, text)
      } catch {
        unkept = text
      }
    },
  }
}
