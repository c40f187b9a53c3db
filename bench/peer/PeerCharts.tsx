import { memo, useMemo } from 'react'
import { Bar, BarChart, Tooltip, XAxis, YAxis } from 'recharts'

import type { Row } from './fetch-rows.ts'

const STATUSES = ['danger', 'unknown', 'normal']
const FILLS: Record<string, string> = { danger: '#d33', unknown: '#999', normal: '#2a8' }
const SIZE = { width: '100%', height: 240 }
const TOP = 12

/** Risk by type, and the ports with the most servers, from the rows that the table's filter leaves. */
export const PeerCharts = memo(function PeerCharts({ rows }: { rows: readonly { original: Row }[] }) {
  const byType = useMemo(() => countByType(rows), [rows])
  const topPorts = useMemo(
    () =>
      rows
        .map(({ original }) => original)
        .sort((a, b) => b.num - a.num || a.port - b.port || (a.type < b.type ? -1 : 1))
        .slice(0, TOP)
        .map((row) => ({ ...row, name: `${row.port}/${row.type}`, fill: FILLS[row.status] ?? '#999' })),
    [rows],
  )
  return (
    <div className="grid grid-cols-2 gap-4">
      <figure>
        <BarChart responsive layout="vertical" data={byType} style={SIZE}>
          <XAxis type="number" />
          <YAxis type="category" dataKey="type" />
          <Tooltip isAnimationActive={false} />
          {STATUSES.map((status) => (
            <Bar
              key={status}
              dataKey={status}
              stackId="type"
              fill={FILLS[status] ?? ''}
              isAnimationActive={false}
            />
          ))}
        </BarChart>
      </figure>
      <figure>
        <BarChart responsive layout="vertical" data={topPorts} style={SIZE}>
          <XAxis type="number" />
          <YAxis type="category" dataKey="name" width={100} interval={0} />
          <Tooltip isAnimationActive={false} />
          <Bar dataKey="num" isAnimationActive={false} />
        </BarChart>
      </figure>
    </div>
  )
})

type Bars = { type: string; danger: number; unknown: number; normal: number }

function countByType(rows: readonly { original: Row }[]): Bars[] {
  const types = new Map<string, Bars>()
  for (const { original } of rows) {
    const bars = types.get(original.type) ?? { type: original.type, danger: 0, unknown: 0, normal: 0 }
    if (original.status === 'danger') bars.danger++
    else if (original.status === 'normal') bars.normal++
    else bars.unknown++
    types.set(original.type, bars)
  }
  return [...types.values()]
}
