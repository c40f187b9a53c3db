import { kindOf, rowOf } from '#analysis/changes.ts'
import { moreServers } from '#analysis/listed-changes.ts'
import type { ListedChange } from '#analysis/listed-changes.ts'
import type { PortRow } from '#contract/port-row.ts'
import { usePortHosts } from '#data/port-hosts.ts'
import { useI18n } from '#i18n/i18n.ts'
import { StatusMark } from '#ui/StatusMark.tsx'

import { usePorts } from './ports-context.tsx'
import { useChosenScope } from './scope-context.tsx'
import { useView } from './view-context.tsx'

/** A port that changed, by its number and service, and where: `▲ 5900 VNC on dev-27`. */
export function ChangedPort({ change }: { change: ListedChange }) {
  const { t, f } = useI18n()
  const { nameOf } = usePorts()
  const { category } = useView().view
  const { kind } = useChosenScope().project
  const row = rowOf(change)
  const { most = row.servers } = change
  const isOnOne = most === 1 && kind !== 'hss' // a question to HSS is a call of its quota
  return (
    <>
      {row.status === 'danger' && (
        <span className="mr-1 inline-flex align-middle">
          <StatusMark status="danger" coloured className="size-[0.75em]" />
        </span>
      )}
      {row.port} {nameOf(row.port, row.type)}{' '}
      {kindOf(change) === 'servers' ? (
        f.difference(moreServers(change))
      ) : isOnOne ? (
        <OnServer row={row} />
      ) : (
        t.changes.onServers(row.servers, category, most)
      )}
    </>
  )
}

/** The name of the one server that has a port. */
function OnServer({ row: { port, type } }: { row: PortRow }) {
  const { t } = useI18n()
  const { category, snapshot } = useView().view
  const { project, scopeQuery } = useChosenScope()
  const asked = { scopeQuery, port, type, ...(snapshot !== null && { snapshot }) }
  const [host] = usePortHosts(asked, project.kind).data?.hosts ?? []
  const name = host && (host.containerName || host.hostName || host.hostIp)
  return name ? t.changes.onServer(name) : t.changes.onServers(1, category)
}
