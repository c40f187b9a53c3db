import { useEffect, useEffectEvent } from 'react'

import { shortcuts } from '#preferences.ts'

/**
 * The page's keys, in the order in which the help lists them; `t.help.shortcuts` says what each is for. Only the palette has
 * a modifier, Control or Command, as everywhere; the others are the browser's.
 */
export const SHORTCUTS = [
  { name: 'search', key: '/', modified: false },
  { name: 'palette', key: 'k', modified: true },
  { name: 'nextRow', key: 'j', modified: false },
  { name: 'previousRow', key: 'k', modified: false },
  { name: 'selectRow', key: 'x', modified: false },
  { name: 'selectRange', key: 'X', modified: false },
  { name: 'nextInPanel', key: ']', modified: false },
  { name: 'previousInPanel', key: '[', modified: false },
  { name: 'help', key: '?', modified: false },
] as const

export type Shortcut = (typeof SHORTCUTS)[number]['name']

/**
 * Listens for keys while the component is shown. A key is no shortcut while the reader types, while an input
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
  if (event.altKey || isTyping(event.target)) return undefined
  if (document.querySelector('dialog[open], :popover-open')) return undefined
  const isModified = event.ctrlKey || event.metaKey
  return SHORTCUTS.find(({ key, modified }) => key === event.key && modified === isModified)?.name
}

const isTyping = (target: EventTarget | null): boolean =>
  target instanceof Element &&
  target.closest('input:not([type=radio], [type=checkbox]), select, textarea, [contenteditable]') !== null
