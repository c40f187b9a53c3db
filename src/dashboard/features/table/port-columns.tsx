import type { DataColumn } from '#dashboard/core/DataTable.tsx'
import { rowId } from '#dashboard/core/row-id.ts'
import { TierBadge } from '#dashboard/core/TierBadge.tsx'
import { useI18n } from '#i18n/i18n.ts'
import { dangerClassOf, tierOf } from '#knowledge/dangerous-ports.ts'
import { statusLabel } from '#terms/status-label.ts'
import { familiesOf, ProtocolTag } from '#ui/ProtocolTag.tsx'
import { StatusBadge, statusFill } from '#ui/StatusMark.tsx'
import { TypeTag } from '#ui/TypeTag.tsx'
import type { TableColumn } from '#view/table-columns.ts'

import { SelectBox } from './PortTableRow.tsx'
import type { TableRow } from './PortTableRow.tsx'

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
    cell: ({ row: { original } }) => {
      const families = original.isFolded ? familiesOf(original.rows.map(({ type }) => type)) : []
      return (
        <>
          <span className="max-sm:text-small">{original.service}</span>
          <span className="block truncate font-mono text-[0.6875rem]/3.5 text-muted sm:hidden">
            {original.type}
            {families.length > 0 && ` v${families.map((family) => family.slice(-1)).join('+')}`}
          </span>
        </>
      )
    },
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
      return dangerClass !== '' && t.terms.classes[dangerClass]
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
      const label = statusLabel(t.terms, status)
      if (tier === '') return <StatusBadge status={status} label={label} />
      // Where there is no room for a column of tiers, the tier stands here: the shape tells the status then.
      return (
        <StatusBadge status={status} label={<span className="@max-3xl:sr-only">{label}</span>}>
          <span className="-ml-1.5 max-sm:text-[0.6875rem] @3xl:hidden">{t.terms.tiers[tier]}</span>
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
      // Where the columns behind it are hidden, it is the last one.
      className: 'w-44 sm:@max-5xl:pr-4.5! @max-4xl:w-26 @max-md:w-19.5 max-sm:pr-1! text-right',
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
