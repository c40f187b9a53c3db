import {
  columnFilteringFeature,
  createColumnHelper,
  createFilteredRowModel,
  createPaginatedRowModel,
  createSortedRowModel,
  rowPaginationFeature,
  rowSortingFeature,
  sortFn_basic,
  tableFeatures,
  useTable,
} from '@tanstack/react-table'
import { useMemo } from 'react'

import type { Row } from './fetch-rows.ts'

const features = tableFeatures({
  columnFilteringFeature,
  filteredRowModel: createFilteredRowModel(),
  rowSortingFeature,
  sortedRowModel: createSortedRowModel(),
  rowPaginationFeature,
  paginatedRowModel: createPaginatedRowModel(),
})
const column = createColumnHelper<typeof features, Row>()

/** Ports whose digits contain some, or a range of them. */
type Asked = { digits: string } | { from: number; to: number }

function parse(text: string): Asked {
  if (text.startsWith('*')) return { digits: text.slice(1) }
  const [from = 0, to = from] = text.split('-').map(Number)
  return { from, to }
}

const SEVERITY: Record<string, number> = { danger: 3, unknown: 1, normal: 0 }

const columns = column.columns([
  column.accessor('port', {
    header: 'Port',
    sortFn: sortFn_basic,
    sortDescFirst: false,
    filterFn: ({ original: { port } }, _, asked: Asked) =>
      'digits' in asked ? String(port).includes(asked.digits) : asked.from <= port && port <= asked.to,
  }),
  column.display({ id: 'service', header: 'Service', cell: '' }), // its place: the rows have no such name
  column.accessor('type', { header: 'Type', sortFn: sortFn_basic }),
  column.accessor('status', {
    header: 'Risk',
    sortFn: (a, b) => (SEVERITY[a.original.status] ?? 2) - (SEVERITY[b.original.status] ?? 2),
  }),
  column.accessor('num', {
    header: 'Servers',
    sortFn: sortFn_basic,
    sortDescFirst: true,
    cell: (cell) => cell.getValue().toLocaleString('en-GB'),
  }),
])

/** A table of all rows, filtered by a port (`443`), a range (`0-1023`), or digits that a port contains (`*443`). */
export function usePortTable(rows: Row[], text: string) {
  const columnFilters = useMemo(() => (text === '' ? [] : [{ id: 'port', value: parse(text) }]), [text])
  return useTable({
    features,
    columns,
    data: rows,
    initialState: {
      sorting: [
        { id: 'status', desc: true },
        { id: 'num', desc: true },
      ],
      pagination: { pageIndex: 0, pageSize: 20 },
    },
    state: { columnFilters },
  })
}
