import { useState } from 'react'

import { kindOf } from '#analysis/changes.ts'
import { moreServers } from '#analysis/listed-changes.ts'
import type { Change } from '#contract/changes.ts'
import { QueryState } from '#dashboard/core/QueryState.tsx'
import { useChosenScope, useScope } from '#dashboard/core/scope-context.tsx'
import { usePortHistory } from '#data/port-history.ts'
import { useI18n } from '#i18n/i18n.ts'
import { usePortPanelTexts } from '#i18n/port-panel.ts'
import { statusLabel } from '#terms/status-label.ts'
import { Button } from '#ui/Button.tsx'
import { Skeleton } from '#ui/Card.tsx'
import { PanelSection } from '#ui/PanelSection.tsx'
import type { RowKey } from '#view/parameters.ts'

const SHOWN = 5

/** When a row was first seen, and each change since with its cause, newest first. `isOne`: it is all that the panel tells of. */
export function PortHistory({ port, type, isOne }: RowKey & { isOne: boolean }) {
  const { t, f } = useI18n()
  const texts = usePortPanelTexts()
  const { scopeQuery } = useChosenScope()
  const { mark, live } = useScope()
  const current = live.data?.mark ?? mark
  const history = usePortHistory({ scopeQuery, port, type }, current?.id ?? 0)
  const [all, setAll] = useState<string | null>(null) // of which port all changes are shown
  const key = `${port}/${type}`
  return (
    <PanelSection title={isOne ? texts.history : `${texts.history} · ${type}`}>
      <QueryState
        of={history}
        title={t.changes.failed}
        loading={<Skeleton className="h-10" />}
        isEmpty={({ changes }) => changes.length === 0}
        empty={<p className="text-muted">{t.changes.none}</p>}
      >
        {({ firstSeen, total, changes }) => (
          <>
            <ol className="grid gap-1.5">
              {changes.slice(0, all === key ? changes.length : SHOWN).map(({ at, change }) => (
                <li key={at} className="flex flex-wrap items-baseline gap-x-2.5">
                  <time dateTime={at} className="tabular shrink-0 text-small text-muted">
                    {f.instant(at)}
                  </time>
                  <What change={change} />
                </li>
              ))}
            </ol>
            {changes.length > SHOWN && all !== key && (
              <Button look="link" className="justify-self-start" onClick={() => setAll(key)}>
                {t.changes.more}
              </Button>
            )}
            {firstSeen !== null && total > SHOWN && (
              <p className="text-small text-muted">{texts.firstSeen(f.instant(firstSeen))}</p>
            )}
          </>
        )}
      </QueryState>
    </PanelSection>
  )
}

/** A change in a line: its kind, and what was and is. */
function What({ change }: { change: Change }) {
  const { t, f } = useI18n()
  const { category } = useChosenScope().scopeQuery
  const { before, after } = change
  const isRelabelled = before !== null && after !== null && before.status !== after.status
  const more = moreServers(change)
  return (
    <span>
      <span className="font-[550]">{t.changes.kindsOf[category][kindOf(change)]}</span>{' '}
      {isRelabelled &&
        `${statusLabel(t.terms, before.status)} → ${statusLabel(t.terms, after.status)}${more === 0 ? '' : ', '}`}
      {before !== null && after !== null
        ? more !== 0 && `${f.count(before.servers)} → ${f.count(after.servers)}`
        : t.changes.onServers((after ?? before)?.servers ?? 0, category)}
    </span>
  )
}
