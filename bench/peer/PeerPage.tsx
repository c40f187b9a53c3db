import { useQuery } from '@tanstack/react-query'
import { lazy, Suspense, useDeferredValue, useMemo, useState } from 'react'

import { fetchRows } from './fetch-rows.ts'
import type { Row } from './fetch-rows.ts'
import { usePortTable } from './port-table.ts'

const Charts = lazy(async () => ({ default: (await import('./PeerCharts.tsx')).PeerCharts }))

function saveCsv(rows: readonly Row[]): void {
  const lines = rows.map(({ port, type, num, status }) => [port, type, num, status].join(','))
  const url = URL.createObjectURL(new Blob([['port,type,servers,risk', ...lines].join('\r\n')]))
  const link = document.createElement('a')
  link.href = url
  link.download = 'ports.csv'
  link.click()
  URL.revokeObjectURL(url)
}

const NO_ROWS: Row[] = []
const project = new URLSearchParams(location.search).get('project') ?? 'full'

/**
 * The dashboard as it is usually written: rows as objects, filtered, sorted and cut by TanStack Table's own row models,
 * Recharts for the charts. It does all that is commonly advised: memoized sums, charts loaded on demand, drawn without
 * animation, and deferred behind the table.
 */
export function PeerPage() {
  const query = useQuery({
    queryKey: ['rows', project],
    queryFn: ({ signal }) => fetchRows(project, signal),
    structuralSharing: false,
  })
  const rows = query.data ?? NO_ROWS
  const [text, setText] = useState('')
  const table = usePortTable(rows, text)

  const filtered = table.getFilteredRowModel().rows
  const sums = useMemo(() => {
    const sums = { dangerous: 0, instances: 0 }
    for (const { original } of filtered) {
      if (original.status === 'danger') sums.dangerous++
      sums.instances += original.num
    }
    return sums
  }, [filtered])
  const deferred = useDeferredValue(filtered)

  const page = table.getRowModel().rows
  const first = table.state.pagination.pageIndex * table.state.pagination.pageSize
  return (
    <main className="grid gap-4">
      <input
        type="search"
        value={text}
        onChange={(event) => setText(event.target.value)}
        className="border p-2"
      />
      {query.isSuccess && (
        <>
          <section aria-label="Summary" className="flex gap-8">
            <button type="button" className="text-2xl">
              {sums.dangerous.toLocaleString('en-GB')}
            </button>
            <button type="button" className="text-2xl">
              {filtered.length.toLocaleString('en-GB')}
            </button>
            <p>
              of {rows.length.toLocaleString('en-GB')} total · {sums.instances.toLocaleString('en-GB')}{' '}
              open-port instances
            </p>
          </section>
          <Suspense fallback={<div className="h-62" />}>
            <Charts rows={deferred} />
          </Suspense>
        </>
      )}
      <table className="w-full table-fixed text-left">
        <thead>
          {table.getHeaderGroups().map((group) => (
            <tr key={group.id}>
              {group.headers.map((header) => (
                <th key={header.id}>
                  <button type="button" onClick={header.column.getToggleSortingHandler()}>
                    <table.FlexRender header={header} />
                  </button>
                </th>
              ))}
            </tr>
          ))}
        </thead>
        <tbody>
          {page.map((row) => (
            <tr key={row.id} className="h-9 border-b">
              {row.getAllCells().map((cell) => (
                <td key={cell.id}>
                  <table.FlexRender cell={cell} />
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
      <nav className="flex items-center gap-4">
        <p>
          {first + 1}–{first + page.length} of {filtered.length.toLocaleString('en-GB')}
        </p>
        <button type="button" onClick={() => table.previousPage()}>
          Previous page
        </button>
        <button type="button" onClick={() => table.nextPage()}>
          Next page
        </button>
        <button type="button" onClick={() => table.lastPage()}>
          Last page
        </button>
        <button
          type="button"
          onClick={() => saveCsv(table.getSortedRowModel().rows.map((row) => row.original))}
        >
          Export CSV
        </button>
      </nav>
    </main>
  )
}
