import { useSyncExternalStore } from 'react'

/**
 * A key of this browser's storage, which belongs to the whole origin: the path of the page is part of it, so that two servers
 * mounted on one origin keep their own. public/preferences.js reads two of them.
 */
export const storageKey = (name: string): string => `${name}${location.pathname.replace(/\/[^/]*$/, '')}`

/**
 * What a reader chooses for this device: theme and language. Not in the address, since a link should not change what
 * other users see. Kept in localStorage; where that is blocked (a frame may forbid it) until the page is closed.
 */
export function preference<Value extends string>(key: string, read: (stored: string | null) => Value) {
  const listeners = new Set<() => void>()
  const stored = (): string | null => {
    try {
      return localStorage.getItem(storageKey(key))
    } catch {
      return null
    }
  }
  let value = read(stored())
  const hold = (next: Value) => {
    value = next
    for (const listener of listeners) listener()
  }
  const subscribe = (listener: () => void) => {
    listeners.add(listener)
    return () => listeners.delete(listener)
  }
  const keep = (next: Value) => {
    try {
      localStorage.setItem(storageKey(key), next)
    } catch {
      // blocked: the choice holds while the page is open
    }
  }
  return {
    use: (): Value => useSyncExternalStore(subscribe, () => value),
    get: (): Value => value,
    set: (next: Value) => {
      keep(next)
      hold(next)
    },
    /** Holds while the page is open, whatever the reader chose: the word of the page around a frame. */
    hold,
    /** Keeps a choice for the next visit, without its holding yet. */
    keep,
  }
}

export const THEMES = ['system', 'light', 'dark'] as const
export type Theme = (typeof THEMES)[number]

export const theme = preference<Theme>(
  'openports-theme',
  (stored) => THEMES.find((name) => name === stored) ?? 'system',
)

export function chooseTheme(next: Theme): void {
  theme.set(next)
  showTheme(next)
}

/** As the page around a frame says. */
export function holdTheme(next: Theme): void {
  theme.hold(next)
  showTheme(next)
}

function showTheme(next: Theme): void {
  if (next === 'system') delete document.documentElement.dataset.theme
  else document.documentElement.dataset.theme = next // the style sheet's switch; preferences.js sets it on load
}

export const LANGUAGES = [
  { value: 'en', label: 'English' },
  { value: 'zh-CN', label: '简体中文' },
] as const
export type Language = (typeof LANGUAGES)[number]['value']

/** The reader's own choice, else the first of the browser's languages that we speak. */
export const language = preference<Language>('openports-language', (stored) => {
  for (const tag of [stored ?? '', ...navigator.languages]) {
    if (/^zh\b/i.test(tag)) return 'zh-CN'
    if (/^en\b/i.test(tag)) return 'en'
  }
  return 'en'
})

/** Whether keys without a modifier do anything: users of speech input or switches may not want them. */
export const shortcuts = preference<'on' | 'off'>('openports-shortcuts', (stored) =>
  stored === 'off' ? 'off' : 'on',
)

/** The time zone in which instants are written, by IANA's name; the empty one is that of this device. */
export const timeZone = preference<string>('openports-time-zone', () => '')
