import { ArrowRight, ArrowUpDown, Minus, Plus, ShieldAlert } from 'lucide-react'
import { useState } from 'react'

import type { ChangeKind } from '#analysis/change-kinds.ts'
import { rowOf } from '#analysis/changes.ts'
import type { Change } from '#analysis/changes.ts'
import type { NameOf } from '#analysis/word-column.ts'
import type { PortRow } from '#contract/port-row.ts'
import type { Category } from '#contract/scope.ts'
import { rowId } from '#dashboard/core/row-id.ts'
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

const CELL = 'border-t border-line pr-3 max-sm:pr-2'

/** Changes row by row: what a port was, and what it is. One that is open opens its panel. */
export function ChangesTable({
  changes,
  category,
  nameOf,
  onOpen,
}: {
  changes: readonly Change[]
  category: Category
  nameOf: NameOf
  onOpen: (row: PortRow) => void
}) {
  const { t } = useI18n()
  const [count, setCount] = useState(STEP) // the length of a list needs no link
  const { columns } = t.table
  return (
    <div className="grid grid-cols-[minmax(0,1fr)] gap-2 overflow-x-auto">
      <table className="w-full border-separate border-spacing-0">
        <caption className="sr-only">{t.changes.title}</caption>
        <thead className="text-small text-muted">
          <tr className="text-left *:pb-1 *:font-[550] *:not-last:pr-3 max-sm:*:not-last:pr-2">
            <th scope="col" className="w-44 max-sm:w-8">
              <span className="max-sm:sr-only">{t.changes.change}</span>
            </th>
            <th scope="col" className="w-20 max-sm:w-auto">
              {columns.port}
            </th>
            <th scope="col" className="max-md:hidden">
              {columns.service}
            </th>
            <th scope="col" className="w-20 max-sm:w-auto">
              {columns.type}
            </th>
            <th scope="col" className="w-60 max-sm:w-auto">
              {columns.status}
            </th>
            <th scope="col" className="w-44 text-right max-sm:w-auto">
              {t.table.serversOf[category]}
            </th>
          </tr>
        </thead>
        <tbody>
          {changes.slice(0, count).map((change) => (
            <ChangeRow key={keyOf(change)} {...{ change, category, nameOf, onOpen }} />
          ))}
        </tbody>
      </table>
      {changes.length > count && (
        <Button look="link" className="justify-self-start" onClick={() => setCount(count + 5 * STEP)}>
          {t.changes.more}
        </Button>
      )}
    </div>
  )
}

const keyOf = (change: Change): string => {
  const row = rowOf(change)
  return `${row?.port}/${row?.type}`
}

function ChangeRow({
  change,
  category,
  nameOf,
  onOpen,
}: {
  change: Change
  category: Category
  nameOf: NameOf
  onOpen: (row: PortRow) => void
}) {
  const { t, f } = useI18n()
  const { kind, before, after } = change
  const row = rowOf(change)
  if (row === null) return null
  const { port, type } = row
  const Icon = ICONS[kind]
  const difference = (after?.servers ?? 0) - (before?.servers ?? 0)
  return (
    <tr className={`h-9 pointer-coarse:h-11 ${kind === 'gone' ? 'text-muted' : ''}`}>
      <td className={`${CELL} whitespace-nowrap`}>
        <span className="inline-flex items-center gap-1.5">
          <Icon aria-hidden className="size-3.5 shrink-0 text-muted" />
          <span className="max-sm:sr-only">{t.changes.kindsOf[category][kind]}</span>
        </span>
      </td>
      <th scope="row" className={`${CELL} text-left font-mono font-[650]`}>
        {after === null ? (
          port
        ) : (
          <button
            type="button"
            className="touchable font-[inherit] hover:underline"
            aria-label={t.table.open(port, type)}
            data-opens={rowId(row)}
            onClick={() => onOpen(after)}
          >
            {port}
          </button>
        )}
      </th>
      <td className={`${CELL} max-w-0 truncate max-md:hidden`}>{nameOf(port, type)}</td>
      <td className={CELL}>
        <TypeTag type={type} />
      </td>
      <td className={CELL}>
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
      </td>
      <td className="tabular border-t border-line text-right sm:whitespace-nowrap">
        {before !== null && after !== null && difference !== 0 && (
          <span className="text-muted">
            {f.count(before.servers)} <span aria-hidden>→</span>
            <span className="sr-only">{t.changes.to}</span>{' '}
          </span>
        )}
        {f.count(row.servers)}
        {before !== null && after !== null && difference !== 0 && (
          <span className="ml-2 text-muted">{`(${f.difference(difference)})`}</span>
        )}
      </td>
    </tr>
  )
}
