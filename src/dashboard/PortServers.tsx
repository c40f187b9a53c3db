import { ChevronLeft, ChevronRight, Download } from 'lucide-react'
import { lazy, Suspense, useState } from 'react'

import { exportFileName } from '#analysis/export/file-name.ts'
import { filterHosts, HOST_ORDERS, hostLabel, programOf, sortHosts } from '#analysis/host-list.ts'
import type { HostOrder } from '#analysis/host-list.ts'
import type { PortHost } from '#contract/port-hosts.ts'
import type { PortRow } from '#contract/port-row.ts'
import type { ProjectKind } from '#contract/projects.ts'
import type { Selection } from '#contract/scope.ts'
import { usePortHosts } from '#data/hooks.ts'
import { IconButton } from '#ui/Button.tsx'
import { Skeleton } from '#ui/Card.tsx'
import { Notice } from '#ui/Notice.tsx'
import { Select } from '#ui/Select.tsx'

import { errorWords } from './error-words.ts'
import { useWords } from './words.ts'

const PAGE = 10

const HssRefusal = lazy(async () => ({ default: (await import('./HssRefusal.tsx')).HssRefusal }))

/** The servers that have a port open: found by a word, in an order, ten at a time, or all of them as a file. */
export function PortServers({
  row,
  kind,
  selection,
  isFrozen,
  enterpriseProjectName,
}: {
  row: PortRow
  kind: ProjectKind
  selection: Selection
  /** Whether the rows are of an earlier snapshot: servers are kept as they are now, and nothing else. */
  isFrozen: boolean
  enterpriseProjectName: (id: string) => string
}) {
  const { m, f } = useWords()
  // Nobody links to the third page of a panel: what is looked for in it is forgotten with the row that it belongs to.
  const key = `${row.port}/${row.type}`
  const [kept, setKept] = useState({ row: key, ...START })
  const { offset, text, order } = kept.row === key ? kept : START
  const set = (change: Partial<typeof START>) => setKept({ row: key, text, order, offset: 0, ...change })

  const hosts = usePortHosts({ selection, port: row.port, type: row.type }, kind)
  const all = hosts.data?.hosts ?? []
  const found = sortHosts(filterHosts(all, text), order)
  const total = hosts.data?.total ?? row.servers
  const shown = found.slice(offset, offset + PAGE)
  const matching = hosts.data ? found.length : total

  return (
    <section
      aria-label={m.panel.servers}
      aria-busy={hosts.isPending}
      className="grid grid-cols-1 gap-1 px-4.5 py-3.5"
    >
      <div className="flex min-h-8 items-center justify-between">
        <h3 className="text-muted">{m.panel.onServers(f.count(total), total, selection.category)}</h3>
        {matching > PAGE && (
          <div className="flex items-center gap-1">
            <span className="tabular pr-1 text-small text-muted">
              {`${f.count(offset + 1)}–${f.count(Math.min(offset + PAGE, matching))}`}
            </span>
            <IconButton
              name={m.panel.previousServers}
              disabled={offset === 0}
              onClick={() => set({ offset: offset - PAGE })}
            >
              <ChevronLeft aria-hidden className="size-4" />
            </IconButton>
            <IconButton
              name={m.panel.nextServers}
              disabled={offset + PAGE >= matching}
              onClick={() => set({ offset: offset + PAGE })}
            >
              <ChevronRight aria-hidden className="size-4" />
            </IconButton>
          </div>
        )}
      </div>
      {isFrozen && <p className="text-muted">{m.panel.serversNow}</p>}
      {total > 1 && (
        <div className="flex items-center gap-2 pb-1">
          <input
            type="search"
            value={text}
            aria-label={m.panel.findServer}
            placeholder={m.panel.findServer}
            autoComplete="off"
            spellCheck={false}
            onChange={(event) => set({ text: event.target.value })}
            className="h-8 min-w-0 grow rounded-control border border-line-strong bg-surface px-2.5 placeholder:text-muted pointer-coarse:h-11"
          />
          <Select
            hideLabel
            label={m.panel.sortServers}
            value={order}
            options={HOST_ORDERS.map((value) => ({ value, label: m.panel.serverOrders[value] }))}
            onChange={(value) => set({ order: HOST_ORDERS.find((known) => known === value) ?? 'name' })}
          />
          <IconButton
            look="outlined"
            name={m.panel.saveServers}
            disabled={found.length === 0}
            onClick={() => void saveServers(found, row, selection)}
          >
            <Download aria-hidden className="size-4" />
          </IconButton>
        </div>
      )}
      {all.length < total && hosts.data && all.length > 0 && (
        <p className="text-muted">{m.panel.firstServers(f.count(all.length))}</p>
      )}
      {hosts.isError &&
        (kind === 'hss' ? (
          <Suspense>
            <HssRefusal title={m.error.servers} error={hosts.error} onRetry={() => void hosts.refetch()} />
          </Suspense>
        ) : (
          <Notice
            tone="error"
            title={m.error.servers}
            detail={errorWords(m, hosts.error).detail}
            action={{ label: m.tryAgain, onClick: () => void hosts.refetch() }}
          >
            {errorWords(m, hosts.error).what}
          </Notice>
        ))}
      {hosts.data?.total === 0 && <p className="text-muted">{m.panel.noServers}</p>}
      {all.length > 0 && found.length === 0 && <p className="text-muted">{m.panel.noSuchServer}</p>}
      <ul>
        {shown.map((host) => (
          <Server
            key={`${host.hostId}/${host.containerId}/${host.type}`}
            host={host}
            enterpriseProject={enterpriseProjectName(host.enterpriseProject)}
          />
        ))}
        {hosts.isPending &&
          Array.from({ length: Math.min(PAGE, row.servers) }, (_, i) => (
            <li key={i} className="grid h-13 content-center gap-2 border-b border-line last:border-0">
              <Skeleton className="h-3.5 w-40" />
              <Skeleton className="h-3 w-56" />
            </li>
          ))}
      </ul>
    </section>
  )
}

const START: { offset: number; text: string; order: HostOrder } = { offset: 0, text: '', order: 'name' }

async function saveServers(hosts: readonly PortHost[], { port, type }: PortRow, selection: Selection) {
  const [{ exportHostsCsv }, { saveFile }] = await Promise.all([
    import('#analysis/export/hosts-csv.ts'),
    import('./save-file.ts'),
  ])
  const name = exportFileName(selection, new Date(), 'csv', `servers-${port}-${type}`)
  saveFile(name, new Blob([exportHostsCsv(hosts)], { type: 'text/csv;charset=utf-8' }))
}

function Server({ host, enterpriseProject }: { host: PortHost; enterpriseProject: string }) {
  const { m } = useWords()
  const isAny = ['0.0.0.0', '::', '*'].includes(host.listeningAddress)
  const facts = [
    isAny ? `${host.listeningAddress} (${m.panel.anyAddress})` : host.listeningAddress,
    programOf(host),
    host.pid > 0 ? m.panel.pid(host.pid) : '',
  ].filter((fact) => fact !== '')
  const name = hostLabel(host)
  const where = host.containerName ? `${host.hostName} ${host.hostIp}` : host.hostIp
  return (
    <li className="grid min-h-13 grid-cols-[minmax(0,1fr)_auto] content-center gap-x-3 border-b border-line py-1.5 last:border-0">
      <span className="truncate font-mono font-[550]" title={name}>
        {name}
      </span>
      <span className="max-w-64 truncate text-right font-mono text-small/5 text-muted" title={where}>
        {name === where ? '' : where}
      </span>
      <span className="truncate text-small text-muted" title={host.path}>
        {facts.join(' · ')}
      </span>
      <span className="max-w-40 truncate text-right text-small text-muted">{enterpriseProject}</span>
    </li>
  )
}
