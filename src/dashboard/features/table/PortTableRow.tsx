import { FlexRender } from '@tanstack/react-table'
import { memo } from 'react'

import type { Value } from '#analysis/choice.ts'
import type { DataRow } from '#dashboard/core/DataTable.tsx'
import { isSame } from '#dashboard/core/is-same.ts'
import type { ShownRow } from '#dashboard/core/port-rows.ts'
import { CELL, OPEN_ROW, rowHeight } from '#dashboard/core/table-look.ts'
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
import { dangerClassOf, tierOf } from '#knowledge/dangerous-ports.ts'
import type { View } from '#view/view.ts'

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
        className={`cursor-pointer hover:bg-sunken aria-[current]:bg-accent-weak ${isOpen ? OPEN_ROW : ''} ${isSelected ? 'bg-accent-weak/50' : ''} ${rowHeight(density)}`}
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
