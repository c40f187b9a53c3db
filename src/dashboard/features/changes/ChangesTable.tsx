import { ArrowRight, ArrowUpDown, Minus, Plus, ShieldAlert } from 'lucide-react'
import { useState } from 'react'

import type { ChangeKind } from '#analysis/change-kinds.ts'
import { rowOf } from '#analysis/changes.ts'
import type { Change } from '#analysis/changes.ts'
import type { PortRow } from '#contract/port-row.ts'
import { DataTable } from '#dashboard/core/DataTable.tsx'
import type { DataColumn } from '#dashboard/core/DataTable.tsx'
import { usePorts } from '#dashboard/core/ports-context.tsx'
import { rowId } from '#dashboard/core/row-id.ts'
import { openRow } from '#dashboard/core/row-place.ts'
import { useView, useViewActions } from '#dashboard/core/view-context.tsx'
import { useI18n } from '#i18n/i18n.ts'
import { statusLabel } from '#i18n/names.ts'
import { Button } from '#ui/Button.tsx'
import { StatusBadge } from '#ui/StatusMark.tsx'
import { TypeTag } from '#ui/TypeTag.tsx'

const STEP = 10

const ICONS: Record<ChangeKind, typeof Plus> = {
  opened: Plus,
  risk: ShieldAlert,
  servers: ArrowUpDown,
  gone: Minus,
}

/** A change, and the row that it is about: as it is, or as it was where it is gone. */
type ChangedRow = Change & { row: PortRow }

/** Changes row by row: what a port was, and what it is. One that is open opens its panel. */
export function ChangesTable({ changes }: { changes: readonly Change[] }) {
  const { t } = useI18n()
  const [count, setCount] = useState(STEP) // how long a list is: nothing that anybody would link to
  const rows = changes.slice(0, count).flatMap((change): ChangedRow[] => {
    const row = rowOf(change)
    return row === null ? [] : [{ ...change, row }]
  })
  return (
    <div className="grid grid-cols-[minmax(0,1fr)] gap-2 overflow-x-auto">
      <DataTable
        label={t.changes.title}
        columns={COLUMNS}
        rows={rows}
        rowId={({ row }) => rowId(row)}
        rowClass={({ kind }) => `h-9 pointer-coarse:h-11 ${kind === 'gone' ? 'text-muted' : ''}`}
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
      const { t } = useI18n()
      const { category } = useView().view
      const Icon = ICONS[original.kind]
      return (
        <span className="inline-flex items-center gap-1.5">
          <Icon aria-hidden className="size-3.5 shrink-0 text-muted" />
          <span className="max-sm:sr-only">{t.changes.kindsOf[category][original.kind]}</span>
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
      const { size } = useView().view
      const actions = useViewActions()
      const { row, after } = original
      if (after === null) return row.port
      return (
        <button
          type="button"
          className="touchable font-[inherit] hover:underline"
          aria-label={t.table.open(row.port, row.type)}
          data-opens={rowId(row)}
          onClick={() => actions.change(openRow(ports, size, after))}
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
      return (
        <span className="inline-flex flex-wrap items-center gap-1.5">
          {before !== null && after !== null && before.status !== after.status && (
            <>
              <StatusBadge status={before.status} label={statusLabel(t, before.status)} />
              <ArrowRight aria-hidden className="size-3.5 text-muted" />
              <span className="sr-only">{t.changes.to}</span>
            </>
          )}
          <StatusBadge status={row.status} label={statusLabel(t, row.status)} />
        </span>
      )
    },
  },
  {
    id: 'servers',
    meta: {
      name: (t, category) => t.table.serversOf[category],
      className: 'tabular w-44 text-right max-sm:w-auto sm:whitespace-nowrap',
    },
    cell: function Servers({ row: { original } }) {
      const { t, f } = useI18n()
      const { row, before, after } = original
      const difference = before && after ? after.servers - before.servers : 0
      if (before === null || difference === 0) return f.count(row.servers)
      return (
        <>
          <span className="text-muted">
            {f.count(before.servers)} <span aria-hidden>→</span>
            <span className="sr-only">{t.changes.to}</span>{' '}
          </span>
          {f.count(row.servers)}
          <span className="ml-2 text-muted">{`(${f.difference(difference)})`}</span>
        </>
      )
    },
  },
]
