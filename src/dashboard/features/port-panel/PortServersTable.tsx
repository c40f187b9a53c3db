import { ArrowDown, ArrowUp } from 'lucide-react'

import { HOST_COLUMNS, hostLabel, programOf } from '#analysis/host-list.ts'
import type { HostColumn, HostOrder } from '#analysis/host-list.ts'
import type { PortHost } from '#contract/port-hosts.ts'
import type { Category } from '#contract/scope.ts'
import { useEnterpriseProjectName } from '#dashboard/core/enterprise-project.ts'
import { useI18n } from '#i18n/i18n.ts'
import { Skeleton } from '#ui/Card.tsx'

/** Servers of a port, two lines each. A head sorts all of them, and a second press turns the order round. */
export function PortServersTable({
  hosts,
  placeholders,
  order,
  onOrder,
  category,
}: {
  hosts: readonly PortHost[]
  /** How many grey lines stand for servers that are on their way. */
  placeholders: number
  order: HostOrder | null
  onOrder: (order: HostOrder) => void
  category: Category
}) {
  const { t } = useI18n()
  const nameOf = useEnterpriseProjectName()
  return (
    <table className="w-full table-fixed border-separate border-spacing-0">
      <caption className="sr-only">{t.portPanel.servers(category)}</caption>
      <thead>
        <tr>
          {HOST_COLUMNS.map((column) => (
            <ColumnHead
              key={column}
              name={t.portPanel.serverColumns[column]}
              width={WIDTHS[column]}
              descending={order?.by === column ? order.descending : null}
              onSort={(descending) => onOrder({ by: column, descending })}
            />
          ))}
        </tr>
      </thead>
      <tbody>
        {hosts.map((host) => (
          <Server
            key={`${host.hostId}/${host.containerId}/${host.type}`}
            host={host}
            enterpriseProject={nameOf(host.enterpriseProject)}
          />
        ))}
        {Array.from({ length: placeholders }, (_, i) => (
          <tr key={i} className="h-13">
            {HOST_COLUMNS.map((column) => (
              <td key={column} className="border-t border-line pr-2">
                <Skeleton className="h-3.5 w-4/5" />
              </td>
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  )
}

const WIDTHS: Record<HostColumn, string> = { name: 'w-2/5', address: 'w-3/10', program: 'w-3/10' }

function ColumnHead({
  name,
  width,
  descending,
  onSort,
}: {
  name: string
  width: string
  /** Null where something else sorts. */
  descending: boolean | null
  onSort: (descending: boolean) => void
}) {
  const Arrow = descending === true ? ArrowDown : ArrowUp
  return (
    <th
      scope="col"
      aria-sort={descending === null ? undefined : descending ? 'descending' : 'ascending'}
      className={`h-8 text-left text-small font-[550] text-muted ${width}`}
    >
      <button
        type="button"
        onClick={() => onSort(descending === false)}
        className={`touchable inline-flex h-6 max-w-full items-center gap-1 rounded-badge hover:text-text ${descending === null ? '' : 'text-text'}`}
      >
        <span className="truncate">{name}</span>
        <Arrow aria-hidden className={`size-3.5 shrink-0 ${descending === null ? 'opacity-0' : ''}`} />
      </button>
    </th>
  )
}

function Server({ host, enterpriseProject }: { host: PortHost; enterpriseProject: string }) {
  const { t } = useI18n()
  const isAny = ['0.0.0.0', '::', '*'].includes(host.listeningAddress)
  const listens = isAny ? `${host.listeningAddress} (${t.portPanel.anyAddress})` : host.listeningAddress
  const where = host.containerName ? `${host.hostName} ${host.hostIp}` : host.hostIp
  return (
    <tr className="h-13">
      <TwoLines first={hostLabel(host)} second={listens} look="font-mono font-[550]" />
      <TwoLines first={where} second={enterpriseProject} look="font-mono text-small/5" />
      <TwoLines
        first={programOf(host)}
        title={host.path}
        second={host.pid > 0 ? t.portPanel.pid(host.pid) : ''}
        look=""
      />
    </tr>
  )
}

function TwoLines({
  first,
  second,
  title = first,
  look,
}: {
  first: string
  second: string
  title?: string
  look: string
}) {
  return (
    <td className="border-t border-line pr-2 align-top last:pr-0">
      <span className={`block truncate pt-1.5 ${look}`} title={title}>
        {first}
      </span>
      <span className="block truncate text-small text-muted" title={second}>
        {second}
      </span>
    </td>
  )
}
