import { ChevronDown } from 'lucide-react'
import { useId } from 'react'
import type { ReactNode } from 'react'

import { QueryError } from '#dashboard/core/QueryError.tsx'
import { useChosenScope, useScope } from '#dashboard/core/scope-context.tsx'
import { useComparison } from '#dashboard/core/use-comparison.ts'
import { useView, useViewActions } from '#dashboard/core/view-context.tsx'
import { useSnapshots } from '#data/snapshots.ts'
import { useI18n } from '#i18n/i18n.ts'
import { Popover } from '#ui/Popover.tsx'
import { SPANS } from '#view/since.ts'
import type { Since } from '#view/since.ts'

import { MomentPicker } from './MomentPicker.tsx'

const PRESETS = ['last', ...SPANS] as const

/** Which two moments are compared: an earlier one, and the one on screen. */
export function MomentsMenu() {
  const { t, f } = useI18n()
  const { snapshot } = useView().view
  const { since, answer } = useComparison()
  const from = answer.isPlaceholderData ? null : answer.data?.from
  const label =
    typeof since !== 'number'
      ? t.changes.presets[since]
      : from
        ? f.instant(from.at)
        : t.changes.snapshot(since)
  const shown = snapshot === null ? label : `${label} → ${t.changes.snapshot(snapshot)}`
  return (
    <Popover
      name={`${t.changes.since} ${shown}`}
      button={
        <>
          {shown}
          <ChevronDown aria-hidden className="size-3.5 text-muted" />
        </>
      }
      buttonClass="inline-flex h-6 items-center gap-1 rounded-badge border border-line-strong bg-surface px-2 text-small font-[550] whitespace-nowrap hover:bg-sunken"
    >
      <Moments since={since} />
    </Popover>
  )
}

function Moments({ since }: { since: Since }) {
  const { t, f } = useI18n()
  const { snapshot } = useView().view
  const actions = useViewActions()
  const { scopeQuery } = useChosenScope()
  const { mark, live } = useScope()
  const current = live.data?.mark ?? mark
  const moments = useSnapshots(scopeQuery, current?.id ?? 0)
  const all = moments.data ?? []
  const earlier = all.filter(({ id }) => mark !== null && id < mark.id)
  const later = all.filter(({ id }) => typeof since !== 'number' || id > since)
  const compareWith = (since: Since) => actions.change({ since, kind: null })
  if (moments.isError)
    return (
      <QueryError title={t.changes.failed} error={moments.error} onRetry={() => void moments.refetch()} />
    )
  return (
    <div className="grid w-72 max-w-full gap-3">
      <Choice label={t.changes.since}>
        {(name) => (
          <>
            {PRESETS.map((preset) => (
              <Option
                key={preset}
                {...{ name }}
                label={t.changes.presets[preset]}
                isChosen={since === preset}
                onChoose={() => compareWith(preset)}
              />
            ))}
            <Option
              {...{ name }}
              label={t.changes.otherMoment}
              isChosen={typeof since === 'number'}
              isOff={earlier.length === 0}
              onChoose={() => earlier[0] && compareWith(earlier[0].id)}
            />
            {typeof since === 'number' && (
              <MomentPicker moments={earlier} value={since} onChange={compareWith} />
            )}
          </>
        )}
      </Choice>
      <Choice label={t.changes.until}>
        {(name) => (
          <>
            <Option
              {...{ name }}
              label={t.changes.latest}
              isChosen={snapshot === null}
              onChoose={() => actions.change({ snapshot: null })}
            />
            <Option
              {...{ name }}
              label={t.changes.otherMoment}
              isChosen={snapshot !== null}
              isOff={later.length === 0}
              onChoose={() => later[0] && actions.change({ snapshot: (later[1] ?? later[0]).id })}
            />
            {snapshot !== null && (
              <MomentPicker
                moments={later}
                value={snapshot}
                onChange={(id) => actions.change({ snapshot: id })}
              />
            )}
          </>
        )}
      </Choice>
      <p className="px-2 text-small text-muted">{t.changes.zone(f.zone)}</p>
    </div>
  )
}

function Choice({ label, children }: { label: string; children: (name: string) => ReactNode }) {
  const name = useId()
  return (
    <fieldset className="grid gap-0.5">
      <legend className="px-2 pb-0.5 text-small font-[550] text-muted">{label}</legend>
      {children(name)}
    </fieldset>
  )
}

function Option({
  name,
  label,
  isChosen,
  isOff = false,
  onChoose,
}: {
  name: string
  label: string
  isChosen: boolean
  isOff?: boolean
  onChoose: () => void
}) {
  return (
    <label className="flex h-8 items-center gap-2 rounded-badge px-2 hover:bg-sunken has-disabled:text-faint has-focus-visible:outline-2 has-focus-visible:outline-accent pointer-coarse:h-11">
      <input
        type="radio"
        className="size-4 accent-accent"
        checked={isChosen}
        disabled={isOff}
        onChange={onChoose}
        {...{ name }}
      />
      {label}
    </label>
  )
}
