import { useState } from 'react'
import type { ReactNode } from 'react'

import type { PortRow } from '#contract/port-row.ts'
import { useChosenScope } from '#dashboard/core/scope-context.tsx'
import { useI18n } from '#i18n/i18n.ts'
import { usePortPanelTexts } from '#i18n/port-panel.ts'
import { statusLabel } from '#terms/status-label.ts'
import { StatusBadge } from '#ui/StatusMark.tsx'
import { TypeTag } from '#ui/TypeTag.tsx'

/**
 * The types that a port has over one protocol, each with its own servers and status. One that is pressed is all that is told of
 * below, until it is pressed again.
 */
export function PortFamilies({
  rows,
  children,
}: {
  rows: readonly PortRow[]
  children: (rows: readonly PortRow[]) => ReactNode
}) {
  const { t } = useI18n()
  const texts = usePortPanelTexts()
  const { category } = useChosenScope().scopeQuery
  const [chosen, setChosen] = useState<string | null>(null)
  const only = rows.find(({ type }) => type === chosen)
  return (
    <>
      {rows.length > 1 && (
        <ul aria-label={texts.families} className="flex flex-wrap gap-2 border-b border-line px-4.5 py-3">
          {rows.map(({ type, servers, status }) => (
            <li key={type}>
              <button
                type="button"
                aria-pressed={type === chosen}
                className="touchable flex min-h-8 items-center gap-2 rounded-control border border-line-strong px-2 hover:bg-sunken aria-pressed:border-accent aria-pressed:bg-accent-weak"
                onClick={() => setChosen(type === chosen ? null : type)}
              >
                <TypeTag type={type} />
                <span className="tabular">{texts.check.servers(servers, category)}</span>
                <StatusBadge status={status} label={statusLabel(t.terms, status)} />
              </button>
            </li>
          ))}
        </ul>
      )}
      {children(only === undefined ? rows : [only])}
    </>
  )
}
