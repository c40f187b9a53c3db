import { useEffectEvent, useLayoutEffect } from 'react'

import { shortcuts } from '#preferences.ts'

/**
 * The page's keys, in the order in which the help lists them; `HelpTexts.shortcuts` says what each is for. Only the palette has
 * a modifier, Control or Command, as everywhere; the others are the browser's.
 */
export const SHORTCUTS = [
  { name: 'search', key: '/', modified: false },
  { name: 'switchView', key: 'v', modified: false },
  { name: 'palette', key: 'k', modified: true },
  { name: 'nextRow', key: 'j', modified: false },
  { name: 'previousRow', key: 'k', modified: false },
  { name: 'selectRow', key: 'x', modified: false },
  { name: 'selectRange', key: 'X', modified: false },
  { name: 'nextInPanel', key: ']', modified: false },
  { name: 'previousInPanel', key: '[', modified: false },
  { name: 'help', key: '?', modified: false },
] as const

type Shortcut = (typeof SHORTCUTS)[number]['name']

/** Escape closes, however a reader has set the shortcuts, and from a field too. */
type Key = Shortcut | 'escape'

/**
 * Acts on keys while the component is shown. No key acts while an input method composes a word, or while a menu or a dialog
 * is open; a shortcut does not act while the reader types, or when the reader has switched shortcuts off. Of two components
 * that act on a key, the one that was shown last has it.
 */
export function useShortcuts(actions: { readonly [Name in Key]?: (() => void) | undefined }): void {
  const act = useEffectEvent((key: Key): boolean => {
    const action = actions[key]
    action?.()
    return action !== undefined
  })
  // Before the first paint: who sees the page may press a key.
  useLayoutEffect(() => {
    if (actors.length === 0) document.addEventListener('keydown', onKeyDown)
    actors.unshift(act)
    return () => {
      actors.splice(actors.indexOf(act), 1)
      if (actors.length === 0) document.removeEventListener('keydown', onKeyDown)
    }
  }, [])
}

/** Those that act on keys, each telling whether it did; first who was shown last. */
const actors: ((key: Key) => boolean)[] = []

function onKeyDown(event: KeyboardEvent): void {
  const key = keyOf(event)
  if (key !== undefined && actors.some((act) => act(key))) event.preventDefault()
}

function keyOf(event: KeyboardEvent): Key | undefined {
  if (event.defaultPrevented || event.isComposing || event.altKey) return undefined
  if (document.querySelector('dialog[open], :popover-open')) return undefined
  if (event.key === 'Escape') return 'escape'
  if (shortcuts.get() === 'off' || isTyping(event.target)) return undefined
  const isModified = event.ctrlKey || event.metaKey
  return SHORTCUTS.find(({ key, modified }) => key === event.key && modified === isModified)?.name
}

const isTyping = (target: EventTarget | null): boolean =>
  target instanceof Element &&
  target.closest('input:not([type=radio], [type=checkbox]), select, textarea, [contenteditable]') !== null
