import { Search } from 'lucide-react'
import { useDeferredValue, useId, useLayoutEffect, useMemo, useRef, useState } from 'react'
import type { ChangeEvent, KeyboardEvent } from 'react'

import { compileFilter, pickRows } from '#analysis/breakdown.ts'
import type { CompletionItem } from '#analysis/query/complete.ts'
import { parseQuery } from '#analysis/query/parse.ts'
import type { QueryError } from '#analysis/query/parse.ts'
import { printQuery } from '#analysis/query/query.ts'
import type { Query } from '#analysis/query/query.ts'
import { noSuchValues } from '#analysis/query/values.ts'
import type { NoSuchValue } from '#analysis/query/values.ts'
import { chunk, useChunk } from '#dashboard/core/chunk.ts'
import { usePorts } from '#dashboard/core/ports-context.tsx'
import { useShortcuts } from '#dashboard/core/shortcuts.ts'
import { noSuchValueText } from '#dashboard/core/use-faults.ts'
import { useView, useViewActions } from '#dashboard/core/view-context.tsx'
import { useI18n } from '#i18n/i18n.ts'
import { searchText } from '#view/parameters.ts'

/** Suggestions, for readers who type. */
const completer = chunk(() => import('./completion-parts.ts'))

/**
 * The field that asks for ports, in the query language. The address holds the query; the field keeps only what is
 * being typed, as long as it stands for the query of the address. A text that is no query is marked, and the last
 * result stays.
 */
export function SearchField() {
  const { t } = useI18n()
  const id = useId()
  const field = useRef<HTMLInputElement>(null)
  const { type } = useViewActions()
  const { view } = useView().view
  const { isRead, set, listed, nameOf, knowledge, filter } = usePorts()
  const { query, types, statuses } = filter
  const printed = printQuery(query)
  const [typed, setTyped] = useState<{ text: string; query: string; typing: boolean } | null>(null)
  /** Where completions are asked for; null while they are not. */
  const [caret, setCaret] = useState<number | null>(null)
  const [active, setActive] = useState(-1)
  const [isEdited, setEdited] = useState(false)

  // What was typed counts only for the query it led to: Back, a pill or a chart may have set another one since.
  const draft = typed?.query === printed ? typed : null
  const written = draft ? draft.text : searchText(query)
  /** The query of a text; none where it is no query, or asks for what there cannot be. */
  const understand = (
    text: string,
  ): { query: Query | null; error?: QueryError | undefined; wrong?: NoSuchValue } => {
    const read = parseQuery(settled(text))
    if (!read.ok) return { query: null, error: read.errors[0] }
    const [wrong] = isRead ? noSuchValues(read.query, { set, nameOf }) : []
    return wrong === undefined ? { query: read.query } : { query: null, wrong }
  }
  const { error, wrong } = draft ? understand(written) : {}
  // A query stands in one place: in the field while it is edited, or is wrong, and as pills otherwise.
  const text = isEdited || error || wrong ? written : ''

  const { module, isMissing } = useChunk(completer, caret !== null)
  // What is filtered is painted first; suggestions may come a frame later, and are dropped at the next letter.
  const wanted = useMemo(() => {
    if (caret === null || module === null) return null
    return () => {
      const indices = pickRows(set, compileFilter({ query: [], types, statuses }, set, knowledge))
      return module.completeQuery(text, caret, { set, listed, indices, knowledge })
    }
  }, [module, text, caret, set, listed, types, statuses, knowledge])
  const deferred = useDeferredValue(wanted)
  const completion = useMemo(() => deferred?.() ?? null, [deferred])
  const items = caret === null ? [] : (completion?.items ?? [])
  const isComing = caret !== null && (deferred !== wanted || (module === null && !isMissing))
  // A value that goes on as one that is suggested is begun, not wrong.
  const isBegun = items.length > 0 || isComing
  const fault = error
    ? t.filters.errors[error.reason](error.part)
    : wrong && !isBegun
      ? noSuchValueText(t, wrong)
      : null

  const edit = (text: string, composing: boolean) => {
    const next = composing ? null : understand(text).query // an unfinished word of an input method is no query yet
    const nextPrinted = next ? printQuery(next) : printed
    setTyped({ text, query: nextPrinted, typing: next !== null || draft?.typing === true })
    if (next && nextPrinted !== printed) type(next, draft?.typing !== true)
  }
  const commit = () => {
    setCaret(null)
    if (error === undefined && wrong === undefined) setTyped(null)
  }
  const onChange = (event: ChangeEvent<HTMLInputElement>) => {
    const composing = event.nativeEvent instanceof InputEvent && event.nativeEvent.isComposing
    setActive(-1)
    setCaret(composing ? null : event.target.selectionStart)
    edit(event.target.value, composing)
  }
  const take = ({ insert }: CompletionItem) => {
    const input = field.current
    if (input === null || completion === null) return
    input.focus()
    input.setRangeText(insert, completion.span.start, completion.span.end, 'end')
    setActive(-1)
    setCaret(insert.endsWith(':') ? input.selectionStart : null) // a field still wants a value
    edit(input.value, false)
  }
  const onKeyDown = (event: KeyboardEvent<HTMLInputElement>) => {
    if (event.nativeEvent.isComposing) return
    const item = items[active]
    if (event.key === 'ArrowDown' || event.key === 'ArrowUp') {
      event.preventDefault()
      if (items.length === 0) return setCaret(event.currentTarget.selectionStart)
      const step = event.key === 'ArrowDown' ? 1 : -1
      setActive(
        (active + step + items.length + 1) % (items.length + 1) || (step > 0 && active === -1 ? 0 : -1),
      )
    } else if (event.key === 'Enter') {
      if (item) take(item)
      else commit()
    } else if (event.key === 'Escape') {
      event.preventDefault()
      // Suggestions that are still on their way count as shown: what the key does must not hang on a race.
      if (items.length > 0 || isComing) setCaret(null)
      else if (text === '') event.currentTarget.blur()
      else edit('', false)
    }
  }

  useShortcuts({ search: () => field.current?.focus() })
  useLayoutEffect(() => {
    if (isEdited) field.current?.select() // the text has just come
  }, [isEdited])

  return (
    <div className="relative min-w-0 grow basis-full sm:basis-80 lg:w-64 lg:flex-none xl:w-80 2xl:w-110">
      <label htmlFor={id} className="sr-only">
        {t.filters.search}
      </label>
      {LENS}
      <input
        ref={field}
        id={id}
        type="search"
        role="combobox"
        aria-autocomplete="list"
        aria-expanded={items.length > 0}
        aria-controls={`${id}-list`}
        aria-activedescendant={items[active] ? `${id}-${active}` : undefined}
        autoComplete="off"
        autoCapitalize="off"
        spellCheck={false}
        placeholder={view === 'servers' ? t.filters.serversPlaceholder : t.filters.placeholder}
        title={t.filters.syntax}
        value={text}
        aria-invalid={fault !== null}
        aria-describedby={fault === null ? undefined : `${id}-error`}
        onChange={onChange}
        onCompositionEnd={(event) => edit(event.currentTarget.value, false)}
        onFocus={() => setEdited(true)}
        onBlur={() => {
          setEdited(false)
          commit()
        }}
        onKeyDown={onKeyDown}
        className="h-9 w-full rounded-control border border-line-strong bg-surface pr-10 pl-9 font-mono placeholder:font-sans placeholder:text-muted aria-invalid:border-danger pointer-coarse:h-11 [&::-webkit-search-cancel-button]:hidden"
      />
      <kbd
        title={t.filters.shortcut}
        className="absolute top-1/2 right-2.5 flex size-5 -translate-y-1/2 items-center justify-center rounded-badge border border-line-strong bg-sunken font-mono text-small text-muted pointer-coarse:hidden"
      >
        /
      </kbd>
      <div className="absolute top-full left-0 z-10 mt-1 grid max-w-full gap-1">
        {fault !== null && (
          <output
            id={`${id}-error`}
            className="rounded-control border border-danger/40 bg-danger-weak px-3 py-1.5 shadow-float"
          >
            {fault} <span className="text-muted">{t.filters.stillShown}</span>
          </output>
        )}
        {module && (
          <module.Completions
            id={id}
            items={items}
            isFolded={listed.folds !== undefined}
            active={active}
            onTake={take}
          />
        )}
      </div>
    </div>
  )
}

/** A text without the field that it ends with: one that still waits for its value asks for nothing yet. */
const settled = (text: string): string => text.replace(/(?:^|\s)[-!]?\p{L}+[:：]$/u, '')

const LENS = (
  <Search
    aria-hidden
    className="pointer-events-none absolute top-1/2 left-3 size-4 -translate-y-1/2 text-muted"
  />
) // one element, which React draws once
