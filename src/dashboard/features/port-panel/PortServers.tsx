import { ChevronLeft, ChevronRight, Download } from 'lucide-react'
import { useState } from 'react'

import { filterHosts, oneOfEach, sortHosts } from '#analysis/host-list.ts'
import type { HostOrder } from '#analysis/host-list.ts'
import type { PortHost } from '#contract/port-hosts.ts'
import { protocolOf } from '#contract/port-row.ts'
import type { PortRow } from '#contract/port-row.ts'
import type { ScopeQuery } from '#contract/scope.ts'
import { HssRefusal } from '#dashboard/core/HssRefusal.tsx'
import { QueryError } from '#dashboard/core/QueryError.tsx'
import { QueryState } from '#dashboard/core/QueryState.tsx'
import { saveFile } from '#dashboard/core/save-file.ts'
import { useChosenScope, useScope } from '#dashboard/core/scope-context.tsx'
import { useView } from '#dashboard/core/view-context.tsx'
import { usePortHosts } from '#data/port-hosts.ts'
import { socketOf, useServerRows } from '#data/server-rows.ts'
import { exportFileName } from '#export/file-name.ts'
import { exportHostsCsv } from '#export/hosts-csv.ts'
import { useI18n } from '#i18n/i18n.ts'
import { usePortPanelTexts } from '#i18n/port-panel.ts'
import { IconButton } from '#ui/Button.tsx'
import { Skeleton } from '#ui/Card.tsx'
import { DEFAULT_SINCE, momentOf } from '#view/since.ts'

import { PortServersTable } from './PortServersTable.tsx'

const PAGE = 10

/** The servers that have a port open with some types: found by a word, in an order, ten at a time, or all of them as a file. */
export function PortServers({ rows }: { rows: readonly PortRow[] }) {
  const { t, f } = useI18n()
  const texts = usePortPanelTexts()
  const { project, scopeQuery } = useChosenScope()
  const { kind } = project
  const { snapshot } = useView().view
  // The third page of a panel needs no link: its search is forgotten with the row that it belongs to.
  const [row = NO_ROW] = rows
  const isOne = rows.length === 1
  const key = `${row.port}/${rows.map(({ type }) => type).join()}`
  const [kept, setKept] = useState({ row: key, ...START })
  const { offset, text, order } = kept.row === key ? kept : START
  const set = (change: Partial<typeof START>) => setKept({ row: key, text, order, offset: 0, ...change })

  const { category } = scopeQuery
  const asOf = snapshot !== null && kind !== 'hss' && { snapshot } // HSS tells which servers have a port now, and nothing else
  const hosts = usePortHosts({ scopeQuery, port: row.port, ...(isOne && { type: row.type }), ...asOf }, kind)
  const loopbackOnly = useLoopbackOnly(rows)
  const entries = hosts.data?.hosts ?? []
  const all = isOne ? entries : oneOfEach(entries, protocolOf(row.type))
  const matches = filterHosts(all, text)
  const found = order === null ? matches : sortHosts(matches, order)
  // Of several types, all entries are there and counted, or the source gives no more of them.
  const isAll = !isOne && entries.length === hosts.data?.total
  const total = isAll ? all.length : (hosts.data?.total ?? Math.max(...rows.map(({ servers }) => servers)))
  const shown = found.slice(offset, offset + PAGE)
  const matching = hosts.data ? found.length : total

  return (
    <section
      aria-label={texts.servers(category)}
      aria-busy={hosts.isPending}
      className="grid grid-cols-1 gap-1 border-b border-line px-4.5 py-3.5"
    >
      <div className="flex min-h-8 items-center justify-between">
        <h3 className="text-muted">
          {texts.onServers(total, category)}
          {loopbackOnly > 0 && texts.loopbackOnly(loopbackOnly)}
        </h3>
        {matching > PAGE && (
          <div className="flex items-center gap-1">
            <span className="tabular pr-1 text-small text-muted">
              {`${f.count(offset + 1)}–${f.count(Math.min(offset + PAGE, matching))}`}
            </span>
            <IconButton
              name={texts.previousServers}
              disabled={offset === 0}
              onClick={() => set({ offset: offset - PAGE })}
            >
              <ChevronLeft aria-hidden className="size-4" />
            </IconButton>
            <IconButton
              name={texts.nextServers}
              disabled={offset + PAGE >= matching}
              onClick={() => set({ offset: offset + PAGE })}
            >
              <ChevronRight aria-hidden className="size-4" />
            </IconButton>
          </div>
        )}
      </div>
      {snapshot !== null && kind === 'hss' && <p className="text-muted">{texts.serversNow(category)}</p>}
      {total > 1 && (
        <div className="flex items-center gap-2 pb-1">
          <input
            type="search"
            value={text}
            aria-label={texts.findServer}
            placeholder={texts.findServer}
            autoComplete="off"
            spellCheck={false}
            onChange={(event) => set({ text: event.target.value })}
            className="h-8 min-w-0 grow rounded-control border border-line-strong bg-surface px-2.5 placeholder:text-muted pointer-coarse:h-11"
          />
          <IconButton
            look="outlined"
            name={texts.saveServers(category)}
            disabled={found.length === 0}
            onClick={() => saveServers(found, isOne ? row.type : protocolOf(row.type), scopeQuery)}
          >
            <Download aria-hidden className="size-4" />
          </IconButton>
        </div>
      )}
      {all.length < total && hosts.data && all.length > 0 && (
        <p className="text-muted">{texts.firstServers(all.length, category)}</p>
      )}
      <QueryState
        of={hosts}
        title={t.errors.servers}
        failed={kind === 'hss' ? HssRefusal : QueryError}
        loading={Array.from({ length: Math.min(PAGE, total) }, (_, i) => (
          <Skeleton key={i} className="my-2 h-9" />
        ))}
        isEmpty={() => found.length === 0}
        empty={
          <p className="text-muted">
            {total === 0 ? texts.noServers : all.length > 0 && texts.noSuchServer(category)}
          </p>
        }
      >
        {() => (
          <PortServersTable
            category={category}
            hosts={shown}
            order={order}
            onOrder={(order) => set({ order })}
          />
        )}
      </QueryState>
    </section>
  )
}

/** On how many servers a port can be reached from the server itself alone; 0 where that is not known. */
function useLoopbackOnly(rows: readonly PortRow[]): number {
  const { project, scopeQuery } = useChosenScope()
  const { mark } = useScope()
  const { snapshot } = useView().view
  const [row = NO_ROW] = rows
  const isNamed = project.kind !== 'hss'
  const asked = {
    scopeQuery,
    ...(snapshot !== null && { snapshot }),
    terms: `port:${row.port}`,
    since: momentOf(DEFAULT_SINCE),
  }
  const { data } = useServerRows(isNamed ? asked : null, mark)
  const counted =
    rows.length > 1
      ? data?.folded.get(socketOf(row.port, protocolOf(row.type)))
      : data?.rows.get(socketOf(row.port, row.type))
  return counted?.loopbackOnly ?? 0
}

const NO_ROW: PortRow = { port: 0, type: '', servers: 0, status: '' }

/** No order is that in which the source lists them. */
const START: { offset: number; text: string; order: HostOrder | null } = { offset: 0, text: '', order: null }

function saveServers(hosts: readonly PortHost[], type: string, scopeQuery: ScopeQuery): void {
  const name = exportFileName(scopeQuery, new Date(), 'csv', `servers-${hosts[0]?.port ?? ''}-${type}`)
  saveFile(name, new Blob([exportHostsCsv(hosts)], { type: 'text/csv;charset=utf-8' }))
}
