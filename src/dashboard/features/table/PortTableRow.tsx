import { FlexRender } from '@tanstack/react-table'
import { memo } from 'react'

import type { Value } from '#analysis/choice.ts'
import type { DataColumn, DataRow } from '#dashboard/core/DataTable.tsx'
import { isSame } from '#dashboard/core/is-same.ts'
import type { ShownRow } from '#dashboard/core/port-rows.ts'
import { rowId } from '#dashboard/core/row-id.ts'
import { TierBadge } from '#dashboard/core/TierBadge.tsx'
import {
  classValue,
  portValue,
  protocolValue,
  serviceValue,
  statusValue,
  tierValue,
  typeValue,
  valueProps,
} from '#dashboard/core/value-attribute.ts'
import { useI18n } from '#i18n/i18n.ts'
import { statusLabel } from '#i18n/names.ts'
import { dangerClassOf, tierOf } from '#knowledge/dangerous-ports.ts'
import { familyOf, ProtocolTag } from '#ui/ProtocolTag.tsx'
import { StatusBadge, statusFill } from '#ui/StatusMark.tsx'
import { TypeTag } from '#ui/TypeTag.tsx'
import type { TableColumn } from '#view/parameters.ts'
import type { View } from '#view/view.ts'

/** The height of a row: 32 px, dense 28, and 44 for fingers whatever was chosen. */
export const rowHeight = (density: View['density']): string =>
  `${density === 'compact' ? 'h-7' : 'h-8 max-sm:h-11'} pointer-coarse:h-11`

/** Marked by colour and by a stroke before it; scrolled to, it stays clear of what is fixed above the table and of the sheet. */
const OPEN =
  '*:first:shadow-[inset_3px_0_0_var(--color-accent)] scroll-mt-1 scroll-mb-4 max-xl:scroll-mb-[calc(75dvh+8px)] lg:scroll-mt-[calc(var(--header-height)+var(--bar-height)+var(--spacing)*9.5)]'

/** A row as the table shows it. */
export type TableRow = ShownRow & {
  /** The most servers that a shown row may have: the full length of a bar. */
  mostServers: number
  isOpen: boolean
  isSelected: boolean
  /** Whether it stands for all rows of its protocol. */
  isFolded: boolean
}

type Props = {
  row: DataRow<TableRow>
  /** Those that are shown. */
  columns: readonly unknown[]
  density: View['density']
}

/**
 * One port with its protocol, or with one type. Clicks and keys are the table's business: a row holds no function, so that it is drawn again
 * only when what it says has changed.
 */
export const PortTableRow = memo(
  function PortTableRow({ row, density }: Props) {
    const { index, isOpen, isSelected } = row.original
    return (
      <tr
        data-row={index}
        aria-current={isOpen || undefined}
        className={`cursor-pointer hover:bg-sunken aria-[current]:bg-accent-weak ${isOpen ? OPEN : ''} ${isSelected ? 'bg-accent-weak/50' : ''} ${rowHeight(density)}`}
      >
        {row.getAllCells().map((cell) => {
          const { id, columnDef } = cell.column
          const values = valueProps(...(VALUES[id]?.(row.original) ?? []))
          return (
            <td
              key={id}
              {...values}
              tabIndex={id === 'port' || Object.keys(values).length === 0 ? undefined : -1} // for the menu of values
              className={`${CELL} ${columnDef.meta?.className ?? ''}`}
            >
              <FlexRender cell={cell} />
            </td>
          )
        })}
      </tr>
    )
  },
  // Rows are made anew at each keystroke, mostly to say what they said before.
  (before, after) =>
    before.columns === after.columns &&
    before.density === after.density &&
    isSame(before.row.original, after.row.original),
)

/** A box to select with. `onChange` is left out where the table listens for all of its boxes. */
export function SelectBox({
  name,
  checked,
  some,
  tabIndex,
  onChange,
}: {
  name: string
  checked: boolean
  /** Some of what it stands for, not all. */
  some?: boolean
  tabIndex?: number
  onChange?: () => void
}) {
  return (
    <label className="-ml-2 flex size-6 shrink-0 items-center justify-center pointer-coarse:-ml-3.5 pointer-coarse:size-11">
      <input
        type="checkbox"
        aria-label={name}
        className="size-3.5 accent-accent"
        checked={checked}
        tabIndex={tabIndex}
        {...(onChange === undefined ? { readOnly: true } : { onChange })}
        {...(some !== undefined && {
          ref: (box: HTMLInputElement | null) => {
            if (box) box.indeterminate = some
          },
        })}
      />
    </label>
  )
}

/** What can be asked of a cell. */
const VALUES: Partial<Record<string, (row: TableRow) => Value[]>> = {
  port: ({ port }) => [portValue(port)],
  service: ({ service }) => [serviceValue(service)],
  type: (row) =>
    row.isFolded
      ? [protocolValue(row.type), ...row.rows.map(({ type }) => typeValue(type))]
      : [typeValue(row.type)],
  status: ({ status }) => [statusValue(status)],
  class: ({ port, type }) => [classValue(dangerClassOf(port, type))],
  tier: ({ port, type }) => [tierValue(tierOf(port, type))],
}

export const PORT_COLUMNS: readonly DataColumn<TableRow, TableColumn>[] = [
  {
    id: 'port',
    meta: { name: (t) => t.table.columns.port, className: 'w-28 max-sm:w-21 max-sm:pointer-coarse:w-25' },
    sortDescFirst: false,
    cell: function Port({ row: { original } }) {
      const { t } = useI18n()
      const { port, type, isOpen, isSelected } = original
      return (
        <span className="flex items-center gap-1">
          <SelectBox name={t.table.select(port, type)} checked={isSelected} tabIndex={-1} />
          <button
            id={rowId(original)}
            type="button"
            aria-label={t.table.open(port, type)}
            aria-expanded={isOpen}
            className="touchable font-mono font-[650] hover:underline"
          >
            {port}
          </button>
        </span>
      )
    },
  },
  {
    id: 'service',
    meta: { name: (t) => t.table.columns.service },
    sortDescFirst: false,
    cell: ({ row: { original } }) => (
      <>
        <span className="max-sm:text-small">{original.service}</span>
        <span className="block truncate font-mono text-[0.6875rem]/3.5 text-muted sm:hidden">
          {[
            original.type,
            ...(original.isFolded
              ? [`v${original.rows.map(({ type }) => familyOf(type).slice(-1)).join('+')}`]
              : []),
          ].join(' ')}
        </span>
      </>
    ),
  },
  {
    id: 'type',
    meta: { name: (t) => t.table.columns.type, className: 'w-22 max-sm:hidden' },
    sortDescFirst: false,
    cell: ({ row: { original } }) => <TypeTag type={original.type} />,
  },
  {
    id: 'class',
    meta: { name: (t) => t.table.columns.class, className: 'w-42 @max-5xl:hidden' },
    sortDescFirst: false,
    cell: function Class({ row: { original } }) {
      const { t } = useI18n()
      const dangerClass = dangerClassOf(original.port, original.type)
      return dangerClass !== '' && t.labels.classes[dangerClass]
    },
  },
  {
    id: 'status',
    meta: { name: (t) => t.table.columns.status, className: 'w-32 max-sm:w-28' },
    sortDescFirst: true,
    cell: function Status({ row: { original } }) {
      const { t } = useI18n()
      const { port, type, status } = original
      const tier = tierOf(port, type)
      const label = statusLabel(t, status)
      if (tier === '') return <StatusBadge status={status} label={label} />
      // Where there is no room for a column of tiers, the tier stands here: the shape tells the status then.
      return (
        <StatusBadge status={status} label={<span className="@max-3xl:sr-only">{label}</span>}>
          <span className="-ml-1.5 max-sm:text-[0.6875rem] @3xl:hidden">{t.labels.tiers[tier]}</span>
        </StatusBadge>
      )
    },
  },
  {
    id: 'tier',
    meta: { name: (t) => t.table.columns.tier, className: 'w-34 @max-3xl:hidden' },
    sortDescFirst: true,
    cell: ({ row: { original } }) => {
      const tier = tierOf(original.port, original.type)
      return tier !== '' && <TierBadge tier={tier} status={original.status} />
    },
  },
  {
    id: 'servers',
    meta: {
      name: (t, category) => t.table.serversOf[category],
      className: 'w-44 @max-4xl:w-26 @max-md:w-19.5 text-right',
    },
    sortDescFirst: true,
    cell: function Servers({ row: { original } }) {
      const { t, f } = useI18n()
      const { servers, most, status, mostServers } = original
      const width = (n: number): string =>
        `${mostServers === 0 ? 0 : Math.max(2.5, (100 * n) / mostServers)}%`
      return (
        <span className="flex items-center justify-end gap-3 max-sm:gap-1.5">
          <svg
            aria-hidden
            className="h-1.5 w-24 min-w-0 shrink rounded-full bg-sunken @max-4xl:hidden"
            preserveAspectRatio="none"
          >
            {most > servers && (
              <rect width={width(most)} height="100%" rx="3" fill={statusFill(status)} opacity="0.4" />
            )}
            <rect width={width(servers)} height="100%" rx="3" fill={statusFill(status)} />
          </svg>
          <span
            className="tabular min-w-16 text-right max-sm:min-w-12"
            title={most > servers ? t.table.betweenHint : undefined}
          >
            {most > servers ? t.table.between(servers, most) : f.count(servers)}
          </span>
        </span>
      )
    },
  },
  {
    id: 'seen',
    meta: { name: (t) => t.table.columns.seen, className: 'w-46 @max-5xl:hidden' },
    sortDescFirst: true,
    cell: function Seen({ row: { original } }) {
      const { t, f } = useI18n()
      const { began } = original
      if (began === null) return null
      const { first, opened, isOlder, recent } = began
      const date = f.date(first)
      return (
        <span
          className="flex items-center gap-1.5"
          title={isOlder ? undefined : t.table.seenHint(f.instant(first), f.instant(opened))}
        >
          <span className="tabular">{isOlder ? t.table.before(date) : date}</span>
          {recent !== null && (
            <span className="rounded-badge bg-accent-weak px-1.5 text-small/5 font-[550] text-accent">
              {recent === 'new' ? t.table.columns.new : t.table.reopened}
            </span>
          )}
        </span>
      )
    },
  },
]

/** In place of those of the same name where rows are folded. */
export const FOLDED_COLUMNS: readonly DataColumn<TableRow, TableColumn>[] = PORT_COLUMNS.map((column) =>
  column.id === 'type'
    ? {
        ...column,
        meta: { name: (t) => t.table.columns.protocol, className: 'w-40 max-sm:hidden' },
        cell: ({ row: { original } }) => (
          <ProtocolTag protocol={original.type} types={original.rows.map(({ type }) => type)} />
        ),
      }
    : column,
)

export const CELL =
  'truncate border-b border-line px-2 -outline-offset-2! max-sm:px-1.5 first:pl-4.5 last:pr-4.5 max-sm:first:pl-3.5 max-sm:last:pr-3.5 max-sm:last:pl-1'
