import { Search } from 'lucide-react'
import { useEffect, useId, useRef, useState } from 'react'

import { isPortFilter, parsePortFilter, printPortFilter } from '#analysis/port-filter.ts'
import type { PortFilter } from '#analysis/port-filter.ts'

import { useWords } from './words.ts'

/**
 * The field that asks for ports. The address holds the filter; the field keeps only what is being typed, as long as
 * it stands for the filter of the address. A text that is no filter is marked, and the last result stays.
 */
export function PortField({
  filter,
  onType,
}: {
  filter: PortFilter
  /** @param firstLetter whether this begins a new filter, which Back then undoes as one step. */
  onType: (filter: PortFilter, firstLetter: boolean) => void
}) {
  const { m } = useWords()
  const id = useId()
  const field = useRef<HTMLInputElement>(null)
  const printed = printPortFilter(filter)
  const [typed, setTyped] = useState<{ text: string; filter: string; typing: boolean } | null>(null)

  // What was typed counts only for the filter it led to: Back, a pill or a chart may have set another one since.
  const draft = typed?.filter === printed ? typed : null
  const read = draft ? parsePortFilter(draft.text) : filter
  const error = isPortFilter(read) ? null : read

  const edit = (text: string, composing: boolean) => {
    const next = composing ? null : parsePortFilter(text) // an unfinished word of an input method is no filter yet
    const valid = next !== null && isPortFilter(next)
    const nextPrinted = valid ? printPortFilter(next) : printed
    setTyped({ text, filter: nextPrinted, typing: valid || draft?.typing === true })
    if (valid && nextPrinted !== printed) onType(next, draft?.typing !== true)
  }
  const commit = () => {
    if (error === null) setTyped(null)
  }

  useEffect(() => {
    const focus = (event: KeyboardEvent) => {
      if (event.key !== '/' || event.ctrlKey || event.metaKey || event.altKey || event.isComposing) return
      if (
        event.target instanceof Element &&
        event.target.closest('input:not([type=radio], [type=checkbox]), select, textarea, [contenteditable]')
      )
        return
      event.preventDefault()
      field.current?.select()
      field.current?.focus()
    }
    addEventListener('keydown', focus)
    return () => removeEventListener('keydown', focus)
  }, [])

  return (
    <div className="relative min-w-0 grow basis-full sm:basis-80">
      <label htmlFor={id} className="sr-only">
        {m.filter.port}
      </label>
      <Search
        aria-hidden
        className="pointer-events-none absolute top-1/2 left-3 size-4 -translate-y-1/2 text-muted"
      />
      <input
        ref={field}
        id={id}
        type="search"
        inputMode="text"
        autoComplete="off"
        spellCheck={false}
        placeholder={m.filter.portHint}
        title={m.filter.portHelp}
        value={draft ? draft.text : printed}
        aria-invalid={error !== null}
        aria-describedby={error ? `${id}-error` : undefined}
        onChange={(event) =>
          edit(event.target.value, event.nativeEvent instanceof InputEvent && event.nativeEvent.isComposing)
        }
        onCompositionEnd={(event) => edit(event.currentTarget.value, false)}
        onBlur={commit}
        onKeyDown={(event) => {
          if (event.nativeEvent.isComposing) return
          if (event.key === 'Enter') commit()
          if (event.key === 'Escape') {
            event.preventDefault()
            if (event.currentTarget.value === '') event.currentTarget.blur()
            else edit('', false)
          }
        }}
        className="h-9 w-full rounded-control border border-line-strong bg-surface pr-10 pl-9 font-mono placeholder:font-sans placeholder:text-muted aria-invalid:border-danger pointer-coarse:h-11 [&::-webkit-search-cancel-button]:hidden"
      />
      <kbd
        title={m.filter.shortcut}
        className="absolute top-1/2 right-2.5 flex size-5 -translate-y-1/2 items-center justify-center rounded-badge border border-line-strong bg-sunken font-mono text-small text-muted pointer-coarse:hidden"
      >
        /
      </kbd>
      {error && (
        <output
          id={`${id}-error`}
          className="absolute top-full left-0 z-10 mt-1 max-w-full rounded-control border border-danger/40 bg-danger-weak px-3 py-1.5 shadow-float"
        >
          {m.filter.errors[error.reason](error.part)}{' '}
          <span className="text-muted">{m.filter.stillShown}</span>
        </output>
      )}
    </div>
  )
}
