import {
  ArrowRight,
  ArrowUpDown,
  ChevronDown,
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
import type { ListedChange } from '#analysis/listed-changes.ts'
import { protocolOf } from '#contract/port-row.ts'
import type { PortRow } from '#contract/port-row.ts'
import { DataTable } from '#dashboard/core/DataTable.tsx'
import type { DataColumn } from '#dashboard/core/DataTable.tsx'
import { keyOf } from '#dashboard/core/port-rows.ts'
import { usePorts } from '#dashboard/core/ports-context.tsx'
import { rowId } from '#dashboard/core/row-id.ts'
import { openRow } from '#dashboard/core/row-place.ts'
import { TierBadge } from '#dashboard/core/TierBadge.tsx'
import { useView, useViewActions } from '#dashboard/core/view-context.tsx'
import { useI18n } from '#i18n/i18n.ts'
import { tierOf } from '#knowledge/dangerous-ports.ts'
import { statusLabel } from '#terms/status-label.ts'
import { Button } from '#ui/Button.tsx'
import { ProtocolTag } from '#ui/ProtocolTag.tsx'
import { StatusBadge } from '#ui/StatusMark.tsx'
import { TypeTag } from '#ui/TypeTag.tsx'

import { ServerMoves } from './ServerMoves.tsx'

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
type ChangedRow = ListedChange & {
  kind: ChangeKind
  row: PortRow
  /** Whether it stands beneath the port that it is part of. */
  isPart: boolean
  /** Whether its types stand beneath it; null where it has one. */
  isOpen: boolean | null
  onToggle: () => void
}

/** Changes port by port, or row by row: what was, and what is. One that is open opens its panel; one of two types shows them. */
export function ChangesTable({ changes }: { changes: readonly ListedChange[] }) {
  const { t } = useI18n()
  const { listed } = usePorts()
  const [count, setCount] = useState(STEP) // how long a list is, and what of it is open: not worth a link
  const [opened, setOpened] = useState<ReadonlySet<string>>(new Set())
  const rows = changes.slice(0, count).flatMap((change): ChangedRow[] => {
    const id = rowId(change)
    const isOpen = opened.has(id)
    const parts = change.parts?.length === 2 ? change.parts : null
    const row = (of: ListedChange, own: Pick<ChangedRow, 'isPart' | 'isOpen'>): ChangedRow => ({
      ...of,
      ...own,
      kind: kindOf(of),
      row: rowOf(of),
      onToggle: () => setOpened(new Set(isOpen ? [...opened].filter((own) => own !== id) : [...opened, id])),
    })
    return [
      row(change, { isPart: false, isOpen: parts && isOpen }),
      ...(isOpen ? (parts ?? []).map((part) => row(part, { isPart: true, isOpen: null })) : []),
    ]
  })
  return (
    <div className="grid grid-cols-[minmax(0,1fr)] gap-2 overflow-x-auto">
      <DataTable
        label={t.changes.title}
        columns={listed.folds === undefined ? COLUMNS : FOLDED_COLUMNS}
        rows={rows}
        rowId={({ row, isPart }) => `${rowId(row)}${isPart ? '-type' : ''}`}
        rowClass={({ after, isPart }) =>
          `h-9 pointer-coarse:h-11 ${after === null ? 'text-muted' : ''} ${isPart ? 'bg-sunken' : ''}`
        }
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
              <span className="block text-xs text-muted" title={f.instant(closedAt)}>
                {t.changes.closedAt(f.date(closedAt))}
              </span>
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
      if (original.after === null || original.isPart) return row.port
      return (
        <button
          type="button"
          className="touchable font-[inherit] hover:underline"
          aria-label={t.table.open(row.port, keyOf(ports.listed, row).type)}
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
    meta: { name: (t) => t.table.columns.status, className: 'w-48 max-sm:w-auto xl:w-68' },
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
            <span className="max-xl:hidden">
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
      className: 'tabular w-40 text-right max-sm:w-auto max-sm:py-1 sm:whitespace-nowrap xl:w-56',
    },
    cell: ({ row: { original } }) => <ServerMoves change={original} />,
  },
]

/** In place of that of the same name where rows are folded. */
const FOLDED_COLUMNS: readonly DataColumn<ChangedRow>[] = COLUMNS.map((column) =>
  column.id === 'type'
    ? {
        ...column,
        meta: { name: (t) => t.table.columns.protocol, className: 'w-38 max-sm:w-auto' },
        cell: function Protocol({ row: { original } }) {
          const { t } = useI18n()
          const { row, parts, isPart, isOpen, onToggle } = original
          if (isPart) return <TypeTag type={row.type} />
          const protocol = protocolOf(row.type)
          const types = (parts ?? [row]).map(({ type }) => type)
          const tag = (
            <>
              <span className="sm:hidden">
                <TypeTag type={isOpen === null ? (types[0] ?? protocol) : protocol} />
              </span>
              <span className="max-sm:hidden">
                <ProtocolTag protocol={protocol} types={types} />
              </span>
            </>
          )
          if (isOpen === null) return tag
          return (
            <button
              type="button"
              className="touchable inline-flex items-center gap-1"
              aria-expanded={isOpen}
              onClick={onToggle}
            >
              {tag}
              <span className="sr-only">{t.changes.byType(`${row.port} ${protocol}`)}</span>
              <ChevronDown
                aria-hidden
                className={`size-3.5 shrink-0 text-muted ${isOpen ? 'rotate-180' : ''}`}
              />
            </button>
          )
        },
      }
    : column,
)
