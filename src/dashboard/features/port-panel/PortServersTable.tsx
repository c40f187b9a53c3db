import type { ReactNode } from 'react'

import { hostLabel, programOf } from '#analysis/host-list.ts'
import type { HostColumn, HostOrder } from '#analysis/host-list.ts'
import type { PortHost } from '#contract/port-hosts.ts'
import type { Category } from '#contract/scope.ts'
import { serverIdOf } from '#contract/servers.ts'
import { DataTable } from '#dashboard/core/DataTable.tsx'
import type { DataColumn } from '#dashboard/core/DataTable.tsx'
import { useEnterpriseProjectName } from '#dashboard/core/enterprise-project.ts'
import { serverRowId } from '#dashboard/core/row-id.ts'
import { useChosenScope } from '#dashboard/core/scope-context.tsx'
import { expectPanel } from '#dashboard/core/use-panel.ts'
import { useViewActions } from '#dashboard/core/view-context.tsx'
import { usePortPanelTexts } from '#i18n/port-panel.ts'

/** Servers of a port, two lines each, and where it is known the path of the program. A head sorts all of them. */
export function PortServersTable({
  hosts,
  order,
  onOrder,
  category,
}: {
  hosts: readonly PortHost[]
  order: HostOrder | null
  onOrder: (order: HostOrder | null) => void
  category: Category
}) {
  const texts = usePortPanelTexts()
  return (
    <DataTable
      label={texts.servers(category)}
      columns={COLUMNS}
      rows={hosts}
      rowId={({ hostId, containerId, type }) => `${hostId}/${containerId}/${type}`}
      className="table-fixed"
      headClass="h-8"
      rowClass={() => 'h-13 align-top'}
      sort={order ? [{ column: order.by, descending: order.descending }] : []}
      onSort={([key]) => onOrder(key ? { by: key.column, descending: key.descending } : null)}
    />
  )
}

const COLUMNS: readonly DataColumn<PortHost, HostColumn>[] = [
  {
    id: 'name',
    meta: { name: (t) => t.panel.serverColumns.name, className: 'w-9/25' },
    sortDescFirst: false,
    cell: function Name({ row: { original: host } }) {
      const texts = usePortPanelTexts()
      const { listeningAddress } = host
      const isAny = listeningAddress.split(', ').every((address) => ['0.0.0.0', '::', '*'].includes(address))
      const listens = isAny ? `${listeningAddress} (${texts.anyAddress})` : listeningAddress
      const { change } = useViewActions()
      const { kind } = useChosenScope().project
      const name = hostLabel(host)
      const look = 'font-mono font-[550]'
      if (kind === 'hss') return <TwoLines first={name} second={listens} look={look} /> // its servers are known by port alone
      const id = serverIdOf(host)
      return (
        <TwoLines
          first={
            <button
              type="button"
              className="touchable max-w-full truncate text-left hover:underline"
              aria-label={texts.openServer(name)}
              data-opens={serverRowId(id)}
              onClick={() => {
                expectPanel(serverRowId(id))
                change({ server: id, row: null })
              }}
            >
              {name}
            </button>
          }
          title={name}
          second={listens}
          look={look}
        />
      )
    },
  },
  {
    id: 'address',
    meta: { name: (t) => t.panel.serverColumns.address, className: 'w-7/25' },
    sortDescFirst: false,
    cell: function Address({ row: { original: host } }) {
      const where = host.containerName ? `${host.hostName} ${host.hostIp}` : host.hostIp
      const nameOf = useEnterpriseProjectName()
      return <TwoLines first={where} second={nameOf(host.enterpriseProject)} look="font-mono text-small/5" />
    },
  },
  {
    id: 'program',
    meta: { name: (t) => t.panel.serverColumns.program, className: 'w-9/25' },
    sortDescFirst: false,
    cell: function Program({ row: { original: host } }) {
      const texts = usePortPanelTexts()
      const second = host.pid > 0 ? texts.pid(host.pid) : ''
      const program = programOf(host)
      return (
        <>
          <TwoLines first={program} second={second} look="" />
          {host.path !== program && (
            <span className="block pb-1 font-mono text-small wrap-anywhere text-muted">{host.path}</span>
          )}
        </>
      )
    },
  },
]

function TwoLines({
  first,
  title = typeof first === 'string' ? first : undefined,
  second,
  look,
}: {
  first: ReactNode
  title?: string | undefined
  second: string
  look: string
}) {
  return (
    <>
      <span className={`block truncate pt-1.5 ${look}`} title={title}>
        {first}
      </span>
      <span className="block truncate text-small text-muted" title={second}>
        {second}
      </span>
    </>
  )
}
