import type { SnapshotMoment } from '#contract/snapshots.ts'
import { useI18n } from '#i18n/i18n.ts'
import { Select } from '#ui/Select.tsx'
import { SPANS } from '#view/since.ts'
import type { Since } from '#view/since.ts'

/** Since when: a span, or one of the snapshots that there are. */
export function SinceSelect({
  since,
  earlier,
  onChange,
}: {
  since: Since
  earlier: readonly SnapshotMoment[]
  onChange: (since: Since) => void
}) {
  const { t, f } = useI18n()
  const options = [
    { value: 'last', since: 'last' as const, label: t.changes.last },
    ...SPANS.map((span) => ({ value: span, since: span, label: t.changes.spans[span] })),
    ...earlier.map(({ id, at }) => ({ value: String(id), since: id, label: f.instant(at) })),
  ]
  const isListed = options.some(({ value }) => value === String(since))
  return (
    <Select
      label={t.changes.since}
      value={String(since)}
      options={isListed ? options : [{ value: String(since), label: String(since) }, ...options]}
      onChange={(value) => {
        const chosen = options.find((option) => option.value === value)
        if (chosen) onChange(chosen.since)
      }}
    />
  )
}
