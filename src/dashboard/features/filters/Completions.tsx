import type { CompletionItem } from '#analysis/query/complete.ts'
import { useI18n } from '#i18n/i18n.ts'

/** What could be written next, below the search field; the field keeps the focus. */
export function Completions({
  id,
  items,
  isFolded,
  active,
  onTake,
}: {
  id: string
  items: readonly CompletionItem[]
  /** Whether they count ports with their protocol, not rows. */
  isFolded: boolean
  active: number
  onTake: (item: CompletionItem) => void
}) {
  const { t } = useI18n()
  return (
    <div
      id={`${id}-list`}
      // oxlint-disable-next-line jsx-a11y/prefer-tag-over-role -- no element completes a query language
      role="listbox"
      aria-label={t.filters.suggestions}
      className={`w-96 max-w-full rounded-card border border-line bg-surface p-1.5 shadow-float ${items.length === 0 ? 'hidden' : ''}`}
    >
      {items.map((item, i) => (
        <div
          key={item.insert}
          id={`${id}-${i}`}
          // oxlint-disable-next-line jsx-a11y/prefer-tag-over-role -- outside a select it is no element
          role="option"
          tabIndex={-1}
          aria-selected={i === active}
          className="flex h-7 cursor-pointer items-center justify-between gap-6 rounded-badge px-2 hover:bg-sunken aria-selected:bg-accent-weak pointer-coarse:h-11"
          onPointerDown={(event) => {
            event.preventDefault() // the field keeps the focus
            onTake(item)
          }}
        >
          <span className="truncate font-mono">{item.insert}</span>
          <span className="tabular shrink-0 text-muted">
            {item.kind === 'field'
              ? t.filters.fields[item.field]
              : item.rows !== null && t.filters.counted(item.rows, isFolded)}
          </span>
        </div>
      ))}
    </div>
  )
}
