import type { ChangeKind } from '#analysis/change-kinds.ts'
import { countKinds, kindOf, rowOf } from '#analysis/changes.ts'
import type { Change } from '#contract/changes.ts'
import type { Category } from '#contract/scope.ts'
import { useI18n } from '#i18n/i18n.ts'
import { Button } from '#ui/Button.tsx'
import { StatusMark } from '#ui/StatusMark.tsx'

const CAME: ReadonlySet<ChangeKind> = new Set(['opened', 'reopened', 'firstRead'])

/** How many changes there are of each kind, and of ports that came how many are dangerous; each chooses its kind. */
export function ChangeKinds({
  changes,
  category,
  kind,
  onChange,
}: {
  changes: readonly Change[]
  category: Category
  kind: ChangeKind | null
  onChange: (kind: ChangeKind | null) => void
}) {
  const { t, f } = useI18n()
  const counts = countKinds(changes)
  if (kind !== null && counts.every((counted) => counted.kind !== kind)) counts.push({ kind, count: 0 })
  const options = [
    { value: null, label: t.changes.all, count: changes.length, dangerous: 0 },
    ...counts.map(({ kind: value, count }) => ({
      value,
      label: t.changes.kindsOf[category][value],
      count,
      dangerous: CAME.has(value)
        ? changes.filter((change) => kindOf(change) === value && rowOf(change).status === 'danger').length
        : 0,
    })),
  ]
  return (
    <fieldset className="flex flex-wrap gap-1.5">
      <legend className="sr-only">{t.changes.kind}</legend>
      {options.map(({ value, label, count, dangerous }) => (
        <Button
          key={label}
          aria-pressed={kind === value}
          className="aria-pressed:border-accent aria-pressed:bg-accent-weak"
          onClick={() => onChange(value)}
        >
          {label} <span className="tabular font-[450] text-muted">{f.count(count)}</span>
          {dangerous > 0 && (
            <span className="inline-flex items-center gap-1 text-danger-text">
              <StatusMark status="danger" /> {t.changes.dangerous(dangerous)}
            </span>
          )}
        </Button>
      ))}
    </fieldset>
  )
}
