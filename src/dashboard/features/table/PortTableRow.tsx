import { memo } from 'react'
import type { ReactNode } from 'react'

import type { Column } from '#analysis/order.ts'
import type { Weights } from '#analysis/score-weights.ts'
import { explainContribution } from '#analysis/score.ts'
import type { ShownRow } from '#dashboard/core/port-rows.ts'
import { rowId } from '#dashboard/core/row-id.ts'
import {
  portValue,
  serviceValue,
  statusValue,
  typeValue,
  valueProps,
} from '#dashboard/core/value-attribute.ts'
import { useI18n } from '#i18n/i18n.ts'
import { statusLabel } from '#i18n/names.ts'
import { StatusBadge, statusFill } from '#ui/StatusMark.tsx'
import { TypeTag } from '#ui/TypeTag.tsx'
import type { View } from '#view/view.ts'

/** The height of a row: 36 px, dense 28, and 44 for fingers whatever was chosen. */
export const rowHeight = (density: View['density']): string =>
  `${density === 'compact' ? 'h-7' : 'h-9'} pointer-coarse:h-11`

/** Marked by colour and by a stroke before it; scrolled to, it stays clear of what is fixed above the table and of the sheet. */
const OPEN =
  '*:first:shadow-[inset_3px_0_0_var(--color-accent)] scroll-mt-1 scroll-mb-4 max-xl:scroll-mb-[calc(75dvh+8px)] lg:scroll-mt-[calc(var(--header-height)+var(--bar-height)+var(--spacing)*9.5)]'

type Props = {
  row: ShownRow
  columns: readonly Column[]
  density: View['density']
  /** The most servers that a shown row has: the full length of a bar. */
  mostServers: number
  /** The score that the row has a contribution of, in tenths, and what it is made with. */
  score: number
  weights: Weights
  isOpen: boolean
  isSelected: boolean
}

/**
 * One port with one type. Clicks and keys are the table's business: a row holds no function, so that it is drawn again
 * only when what it says has changed.
 */
export const PortTableRow = memo(function PortTableRow(props: Props) {
  const { row, columns, density, isOpen, isSelected } = props
  return (
    <tr
      data-row={row.index}
      aria-current={isOpen || undefined}
      className={`cursor-pointer hover:bg-sunken aria-[current]:bg-accent-weak ${isOpen ? OPEN : ''} ${isSelected ? 'bg-accent-weak/50' : ''} ${rowHeight(density)}`}
    >
      {columns.map((column) => cellOf(column, props))}
    </tr>
  )
}, isSameRow)

function cellOf(column: Column, props: Props): ReactNode {
  const { row } = props
  switch (column) {
    case 'port':
      return <PortCell key={column} {...props} />
    case 'service':
      return (
        <Cell key={column} hidden {...valueProps(serviceValue(row.service))}>
          {row.service}
        </Cell>
      )
    case 'type':
      return (
        <Cell key={column} {...valueProps(typeValue(row.type))}>
          <TypeTag type={row.type} />
        </Cell>
      )
    case 'status':
      return (
        <Cell key={column} {...valueProps(statusValue(row.status))}>
          <Status status={row.status} />
        </Cell>
      )
    case 'servers':
      return <ServersCell key={column} {...props} />
    case 'contribution':
      return <ContributionCell key={column} {...props} />
  }
}

function PortCell({ row, isOpen, isSelected }: Props) {
  const { t } = useI18n()
  return (
    <td {...valueProps(portValue(row.port))} className={CELL}>
      <span className="flex items-center gap-1">
        <SelectBox name={t.table.select(row.port, row.type)} checked={isSelected} tabIndex={-1} />
        <button
          id={rowId(row)}
          type="button"
          aria-label={t.table.open(row.port, row.type)}
          aria-expanded={isOpen}
          className="touchable font-mono font-[650] hover:underline"
        >
          {row.port}
        </button>
      </span>
    </td>
  )
}

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

function Status({ status }: { status: string }) {
  const { t } = useI18n()
  return <StatusBadge status={status} label={statusLabel(t, status)} />
}

function ServersCell({ row: { servers, status }, mostServers }: Props) {
  const { f } = useI18n()
  return (
    <Cell>
      <span className="flex items-center justify-end gap-3 max-sm:gap-1.5">
        <svg
          aria-hidden
          className="h-1.5 w-40 min-w-0 shrink rounded-full bg-sunken max-sm:w-10"
          preserveAspectRatio="none"
        >
          <rect
            width={`${mostServers === 0 ? 0 : Math.max(2.5, (100 * servers) / mostServers)}%`}
            height="100%"
            rx="3"
            fill={statusFill(status)}
          />
        </svg>
        <span className="tabular w-16 text-right max-sm:w-12">{f.count(servers)}</span>
      </span>
    </Cell>
  )
}

/** In the score's own unit, which adds up, and as a part of it, which compares. */
function ContributionCell({ row, score, weights }: Props) {
  const { f } = useI18n()
  const { tenths } = explainContribution(row, weights)
  return (
    <Cell hidden>
      <span className="tabular flex justify-end">
        <span>{f.tenths(tenths)}</span>
        <span className="w-16 text-right text-muted">{f.share(tenths, score)}</span>
      </span>
    </Cell>
  )
}

const CELL =
  'truncate border-b border-line px-2 max-sm:px-1.5 first:pl-4.5 last:pr-4.5 max-sm:first:pl-3.5 max-sm:last:pr-3.5 max-sm:last:pl-1'

/** A cell; one that shows a value can have the focus, and opens the menu of values. */
export function Cell({
  hidden = false,
  children,
  ...values
}: {
  hidden?: boolean
  children: ReactNode
} & ReturnType<typeof valueProps>) {
  return (
    <td
      {...values}
      tabIndex={Object.keys(values).length > 0 ? -1 : undefined}
      className={`${CELL} -outline-offset-2! ${hidden ? 'max-sm:hidden' : ''}`}
    >
      {children}
    </td>
  )
}

/** Rows are made anew at each keystroke, mostly to say what they said before. */
function isSameRow({ row: before, ...rest }: Props, { row: after, ...next }: Props): boolean {
  return (
    before.index === after.index &&
    before.port === after.port &&
    before.type === after.type &&
    before.status === after.status &&
    before.servers === after.servers &&
    before.service === after.service &&
    rest.columns === next.columns &&
    rest.density === next.density &&
    rest.mostServers === next.mostServers &&
    rest.score === next.score &&
    rest.weights === next.weights &&
    rest.isOpen === next.isOpen &&
    rest.isSelected === next.isSelected
  )
}
