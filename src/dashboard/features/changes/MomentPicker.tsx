import { useId, useState } from 'react'

import type { SnapshotMoment } from '#contract/snapshots.ts'
import { useI18n } from '#i18n/i18n.ts'
import { Select } from '#ui/Select.tsx'

/** One of the snapshots that there are, by its day and its time. A day without any is said to have none, and chooses nothing. */
export function MomentPicker({
  moments,
  value,
  onChange,
}: {
  /** Newest first. */
  moments: readonly SnapshotMoment[]
  /** Of a snapshot by its number, which may be none of them. */
  value: number
  onChange: (snapshot: number) => void
}) {
  const { t, f } = useI18n()
  const list = useId()
  const [typed, setTyped] = useState<string | null>(null) // a day on the way to one that has snapshots
  const chosen = moments.find(({ id }) => id === value)
  const day = typed ?? (chosen ? f.day(chosen.at) : '')
  const days = [...new Set(moments.map(({ at }) => f.day(at)))]
  const ofDay = moments.filter(({ at }) => f.day(at) === day)
  const choose = (day: string) => {
    const last = moments.find(({ at }) => f.day(at) === day)
    setTyped(last === undefined ? day : null)
    if (last !== undefined) onChange(last.id)
  }
  return (
    <div className="flex flex-wrap items-center gap-2 pb-1 pl-8">
      <input
        type="date"
        aria-label={t.changes.day}
        list={list}
        min={days.at(-1)}
        max={days[0]}
        value={day}
        onChange={({ target }) => choose(target.value)}
        className="h-8 rounded-control border border-line-strong bg-surface px-2 pointer-coarse:h-11"
      />
      <datalist id={list}>
        {days.map((day) => (
          <option key={day} value={day} />
        ))}
      </datalist>
      {ofDay.length > 0 && (
        <Select
          hideLabel
          label={t.changes.time}
          value={String(value)}
          options={ofDay.map(({ id, at }) => ({ value: String(id), label: f.time(at) }))}
          onChange={(id) => onChange(Number(id))}
        />
      )}
      <output className="text-small text-muted empty:hidden">
        {ofDay.length === 0 && day !== '' && t.changes.noneOnDay}
      </output>
    </div>
  )
}
