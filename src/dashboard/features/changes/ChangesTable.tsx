import {
  ArrowRight,
  ArrowUpDown,
  EyeOff,
  Minus,
  Plus,
  RotateCcw,
  ScanSearch,
  ShieldAlert,
} from 'lucide-react'
import { useState } from 'react'

import type { ChangeKind } from '#analysis/change-kinds.ts'
import { kindOf, rowOf } from '#analysis/changes.ts'
import { SERVER_CAUSES } from '#contract/changes.ts'
import type { Change } from '#contract/changes.ts'
import type { PortRow } from '#contract/port-row.ts'
import { DataTable } from '#dashboard/core/DataTable.tsx'
import type { DataColumn } from '#dashboard/core/DataTable.tsx'
import { usePorts } from '#dashboard/core/ports-context.tsx'
import { rowId } from '#dashboard/core/row-id.ts'
import { openRow } from '#dashboard/core/row-place.ts'
import { TierBadge } from '#dashboard/core/TierBadge.tsx'
import { useView, useViewActions } from '#dashboard/core/view-context.tsx'
import { useI18n } from '#i18n/i18n.ts'
import { tierOf } from '#knowledge/dangerous-ports.ts'
import { statusLabel } from '#terms/status-label.ts'
import { Button } from '#ui/Button.tsx'
import { StatusBadge } from '#ui/StatusMark.tsx'
import { TypeTag } from '#ui/TypeTag.tsx'

const STEP = 10

const ICONS: Record<ChangeKind, typeof Plus> = {
  opened: Plus,
  reopened: RotateCcw,
  relabelled: ShieldAlert,
  servers: ArrowUpDown,
  firstRead: ScanSearch,
  closed: Minus,
  noLongerRead: EyeOff,
}

/** A change, and the row that it is about: as it is, or as it was where it is closed. */
type ChangedRow = Change & { kind: ChangeKind; row: PortRow }

/** Changes row by row: what a port was, and what it is. One that is open opens its panel. */
export function ChangesTable({ changes }: { changes: readonly Change[] }) {
  const { t } = useI18n()
  const [count, setCount] = useState(STEP) // how long a list is: not worth a link
  const rows = changes
    .slice(0, count)
    .map((change): ChangedRow => ({ ...change, kind: kindOf(change), row: rowOf(change) }))
  return (
    <div className="grid grid-cols-[minmax(0,1fr)] gap-2 overflow-x-auto">
      <DataTable
        label={t.changes.title}
        columns={COLUMNS}
        rows={rows}
        rowId={({ row }) => rowId(row)}
        rowClass={({ after }) => `h-9 pointer-coarse:h-11 ${after === null ? 'text-muted' : ''}`}
      />
      {changes.length > count && (
        <Button look="link" className="justify-self-start" onClick={() => setCount(count + 5 * STEP)}>
          {t.changes.more}
        </Button>
      )}
    </div>
  )
}

const COLUMNS: readonly DataColumn<ChangedRow>[] = [
  {
    id: 'change',
    meta: {
      name: (t) => t.changes.change,
      className: 'w-44 whitespace-nowrap max-sm:w-8',
      nameClass: 'max-sm:sr-only',
    },
    cell: function Kind({ row: { original } }) {
      const { t, f } = useI18n()
      const { category } = useView().view
      const { kind, closedAt } = original
      const Icon = ICONS[kind]
      return (
        <span className="inline-flex items-center gap-1.5">
          <Icon aria-hidden className="size-3.5 shrink-0 text-muted" />
          <span className="max-sm:sr-only">
            {t.changes.kindsOf[category][kind]}
            {closedAt !== null && (
              <span className="block text-xs text-muted">{t.changes.closedAt(f.instant(closedAt))}</span>
            )}
          </span>
        </span>
      )
    },
  },
  {
    id: 'port',
    meta: { name: (t) => t.table.columns.port, className: 'w-20 max-sm:w-auto', isRowHead: true },
    cell: function Port({ row: { original } }) {
      const { t } = useI18n()
      const ports = usePorts()
      const { view } = useView()
      const actions = useViewActions()
      const { row } = original
      if (original.after === null) return row.port
      return (
        <button
          type="button"
          className="touchable font-[inherit] hover:underline"
          aria-label={t.table.open(row.port, row.type)}
          data-opens={rowId(row)}
          onClick={() => actions.change(openRow(ports, view, row))}
        >
          {row.port}
        </button>
      )
    },
  },
  {
    id: 'service',
    meta: { name: (t) => t.table.columns.service, className: 'max-w-0 truncate max-md:hidden' },
    cell: function Service({ row: { original } }) {
      return usePorts().nameOf(original.row.port, original.row.type)
    },
  },
  {
    id: 'type',
    meta: { name: (t) => t.table.columns.type, className: 'w-20 max-sm:w-auto' },
    cell: ({ row: { original } }) => <TypeTag type={original.row.type} />,
  },
  {
    id: 'status',
    meta: { name: (t) => t.table.columns.status, className: 'w-60 max-sm:w-auto' },
    cell: function Status({ row: { original } }) {
      const { t } = useI18n()
      const { row, before, after } = original
      const tier = tierOf(row.port, row.type)
      return (
        <span className="inline-flex flex-wrap items-center gap-1.5">
          {before !== null && after !== null && before.status !== after.status && (
            <>
              <StatusBadge status={before.status} label={statusLabel(t.terms, before.status)} />
              <ArrowRight aria-hidden className="size-3.5 text-muted" />
              <span className="sr-only">{t.changes.to}</span>
            </>
          )}
          <StatusBadge status={row.status} label={statusLabel(t.terms, row.status)} />
          {tier !== '' && (
            <span className="max-sm:hidden">
              <TierBadge tier={tier} status={row.status} />
            </span>
          )}
        </span>
      )
    },
  },
  {
    id: 'servers',
    meta: {
      name: (t, category) => t.table.serversOf[category],
      className: 'tabular w-56 text-right max-sm:w-auto max-sm:py-1 sm:whitespace-nowrap',
    },
    cell: function Servers({ row: { original } }) {
      const { t, f } = useI18n()
      const { row, before, after, servers } = original
      const difference = before && after ? after.servers - before.servers : 0
      const causes = SERVER_CAUSES.flatMap((cause) => {
        const moved = servers[cause]
        return moved === undefined ? [] : [t.changes.moved[cause](f.difference(moved))]
      })
      return (
        <>
          {before !== null && difference !== 0 && (
            <span className="text-muted">
              {f.count(before.servers)} <span aria-hidden>→</span>
              <span className="sr-only">{t.changes.to}</span>{' '}
            </span>
          )}
          {f.count(row.servers)}
          {causes.length > Number(before === null || after === null) && (
            <span className="ml-2 text-muted max-sm:ml-0 max-sm:block max-sm:text-xs">
              {causes.map((cause, i) => (
                <span key={cause} className="whitespace-nowrap max-sm:block">
                  {i > 0 && <span className="max-sm:sr-only">, </span>}
                  {cause}
                </span>
              ))}
            </span>
          )}
        </>
      )
    },
  },
]
