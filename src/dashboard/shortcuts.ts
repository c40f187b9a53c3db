import { useEffect, useEffectEvent } from 'react'

import { shortcuts } from './preferences.ts'

/**
 * The page's keys, in the order in which the help lists them; `words-*.ts` says what each is for. None has a modifier:
 * those are the browser's.
 */
export const SHORTCUTS = [
  { name: 'search', key: '/' },
  { name: 'nextRow', key: 'j' },
  { name: 'previousRow', key: 'k' },
  { name: 'pick', key: 'x' },
  { name: 'pickRange', key: 'X' },
  { name: 'nextInPanel', key: ']' },
  { name: 'previousInPanel', key: '[' },
  { name: 'help', key: '?' },
] as const

export type Shortcut = (typeof SHORTCUTS)[number]['name']

/**
 * Listens for keys while the component is shown. A key is nobody's shortcut while something is typed, while an input
 * method composes a word, while a menu or a dialog is open, or when the reader has switched shortcuts off.
 */
export function useShortcuts(actions: { readonly [Name in Shortcut]?: () => void }): void {
  const act = useEffectEvent((event: KeyboardEvent) => {
    if (event.defaultPrevented || event.isComposing || shortcuts.get() === 'off') return
    const name = shortcutOf(event)
    const action = name && actions[name]
    if (!action) return
    event.preventDefault()
    action()
  })
  useEffect(() => {
    document.addEventListener('keydown', act)
    return () => document.removeEventListener('keydown', act)
  }, [])
}

function shortcutOf(event: KeyboardEvent): Shortcut | undefined {
  if (event.altKey || event.ctrlKey || event.metaKey || isTyping(event.target)) return undefined
  if (document.querySelector('dialog[open], :popover-open')) return undefined
  return SHORTCUTS.find(({ key }) => key === event.key)?.name
}

const isTyping = (target: EventTarget | null): boolean =>
  target instanceof Element &&
  target.closest('input:not([type=radio], [type=checkbox]), select, textarea, [contenteditable]') !== null
