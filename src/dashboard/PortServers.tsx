import { ChevronLeft, ChevronRight } from 'lucide-react'
import { useState } from 'react'

import type { PortHost } from '#contract/port-hosts.ts'
import type { PortRow } from '#contract/port-row.ts'
import type { Selection } from '#contract/scope.ts'
import { usePortHosts } from '#data/hooks.ts'
import { IconButton } from '#ui/Button.tsx'
import { Skeleton } from '#ui/Card.tsx'
import { Notice } from '#ui/Notice.tsx'

import { errorWords } from './error-words.ts'
import { useWords } from './words.ts'

const PAGE = 10

/** The servers that have a port open, ten at a time. */
export function PortServers({
  row,
  selection,
  enterpriseProjectName,
}: {
  row: PortRow
  selection: Selection
  enterpriseProjectName: (id: string) => string
}) {
  const { m, f } = useWords()
  // Nobody links to the third page of a panel: it is forgotten with the row that it belongs to.
  const [at, setAt] = useState({ row: '', offset: 0 })
  const key = `${row.port}/${row.type}`
  const offset = at.row === key ? at.offset : 0
  const hosts = usePortHosts({ selection, port: row.port, type: row.type, limit: PAGE, offset })
  const total = hosts.data?.total ?? row.servers

  return (
    <section
      aria-label={m.panel.servers}
      aria-busy={hosts.isPending || hosts.isPlaceholderData}
      className="grid gap-1 px-4.5 py-3.5"
    >
      <div className="flex min-h-8 items-center justify-between">
        <h3 className="text-muted">{m.panel.onServers(f.count(total), total, selection.category)}</h3>
        {total > PAGE && (
          <div className="flex items-center gap-1">
            <span className="tabular pr-1 text-small text-muted">
              {`${f.count(offset + 1)}–${f.count(Math.min(offset + PAGE, total))}`}
            </span>
            <IconButton
              name={m.panel.previousServers}
              disabled={offset === 0}
              onClick={() => setAt({ row: key, offset: offset - PAGE })}
            >
              <ChevronLeft aria-hidden className="size-4" />
            </IconButton>
            <IconButton
              name={m.panel.nextServers}
              disabled={offset + PAGE >= total}
              onClick={() => setAt({ row: key, offset: offset + PAGE })}
            >
              <ChevronRight aria-hidden className="size-4" />
            </IconButton>
          </div>
        )}
      </div>
      {hosts.isError && (
        <Notice
          tone="error"
          title={m.error.servers}
          detail={errorWords(m, hosts.error).detail}
          action={{ label: m.tryAgain, onClick: () => void hosts.refetch() }}
        >
          {errorWords(m, hosts.error).what}
        </Notice>
      )}
      {hosts.data?.total === 0 && <p className="text-muted">{m.panel.noServers}</p>}
      <ul className={hosts.isPlaceholderData ? 'opacity-60' : ''}>
        {hosts.data?.hosts.map((host) => (
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

function Server({ host, enterpriseProject }: { host: PortHost; enterpriseProject: string }) {
  const { m } = useWords()
  const isAny = ['0.0.0.0', '::', '*'].includes(host.listeningAddress)
  const program = host.path.split('/').at(-1) ?? ''
  const facts = [
    isAny ? `${host.listeningAddress} (${m.panel.anyAddress})` : host.listeningAddress,
    program,
    host.pid > 0 ? m.panel.pid(host.pid) : '',
  ].filter((fact) => fact !== '')
  const name = host.containerName || host.hostName || host.hostIp
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
