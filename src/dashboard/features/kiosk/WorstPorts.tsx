import { useMemo } from 'react'

import { topRows } from '#dashboard/core/port-rows.ts'
import { usePorts } from '#dashboard/core/ports-context.tsx'
import { ShareBar } from '#dashboard/core/ShareBar.tsx'
import { useView } from '#dashboard/core/view-context.tsx'
import { useI18n } from '#i18n/i18n.ts'
import { Card } from '#ui/Card.tsx'

/** As many as are read at a glance and fit a window of 16 by 9. */
const ROWS = 8

/** The dangerous ports that are open on the most servers, most first. */
export function WorstPorts() {
  const { t, f } = useI18n()
  const { category } = useView().view
  const ports = usePorts()
  const rows = useMemo(() => {
    const { listed } = ports
    const danger = listed.statuses.indexOf('danger')
    return topRows(ports, ROWS, (i) => listed.status[i] === danger)
  }, [ports])
  const most = rows[0]?.servers ?? 0
  return (
    <Card label={t.kiosk.worst(category)} className="flex flex-col gap-[0.3em] px-[0.9em] py-[0.6em]">
      <h2 className="text-muted">{t.kiosk.worst(category)}</h2>
      {rows.length === 0 ? (
        <p className="m-auto max-w-[16em] text-center text-[1.4em] text-balance">{t.kiosk.noneDangerous}</p>
      ) : (
        <table className="w-full grow">
          <thead className="sr-only">
            <tr>
              <th scope="col">{t.table.columns.port}</th>
              <th scope="col">{t.table.columns.service}</th>
              <th scope="col">{t.table.serversOf[category]}</th>
            </tr>
          </thead>
          <tbody>
            {rows.map(({ port, type, service, servers, most: upTo }) => (
              <tr key={`${port}/${type}`} className="h-[2.2em] border-t-2 border-line">
                <th scope="row" className="pr-[0.5em] text-left font-mono text-[1.35em] font-[650]">
                  {port}
                </th>
                <td className="w-full max-w-0">
                  <div className="flex items-baseline gap-[0.5em]">
                    <span className="min-w-0 truncate">{service === '' ? '–' : service}</span>
                    <span className="font-mono text-[0.75em] text-muted">{type}</span>
                  </div>
                  <div className="flex pt-[0.15em]">
                    <ShareBar parts={[{ status: 'danger', rows: servers }]} of={most} className="h-[0.3em]" />
                  </div>
                </td>
                <td className="tabular pl-[0.6em] text-right text-[1.35em] font-[650]">
                  {upTo > servers ? t.table.between(servers, upTo) : f.count(servers)}
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
    </Card>
  )
}
