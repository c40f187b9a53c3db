import { FlexRender } from '@tanstack/react-table'
import { useRef } from 'react'
import type { MouseEvent, ReactNode } from 'react'

import type { ServersAnswer } from '#contract/servers.ts'
import { DataTable } from '#dashboard/core/DataTable.tsx'
import type { DataRow } from '#dashboard/core/DataTable.tsx'
import { useEnterpriseProjectName } from '#dashboard/core/enterprise-project.ts'
import { Pager } from '#dashboard/core/Pager.tsx'
import { QueryError } from '#dashboard/core/QueryError.tsx'
import { QueryState } from '#dashboard/core/QueryState.tsx'
import { serverRowId } from '#dashboard/core/row-id.ts'
import { useScope } from '#dashboard/core/scope-context.tsx'
import { useShortcuts } from '#dashboard/core/shortcuts.ts'
import { PORTS_ID } from '#dashboard/core/SkipLink.tsx'
import { moveFocus, stepFocus } from '#dashboard/core/table-focus.ts'
import { CELL, HEAD, OPEN_ROW, rowHeight } from '#dashboard/core/table-look.ts'
import { TableBody } from '#dashboard/core/TableBody.tsx'
import { useShownServers } from '#dashboard/core/use-shown-servers.ts'
import { useView, useViewActions } from '#dashboard/core/view-context.tsx'
import type { ApiError } from '#data/api-error.ts'
import { useI18n } from '#i18n/i18n.ts'
import { useServerTexts } from '#i18n/servers.ts'
import { language } from '#preferences.ts'
import { Card, Skeleton } from '#ui/Card.tsx'
import { Notice } from '#ui/Notice.tsx'
import { isFiltered, nearestPage } from '#view/parameters.ts'
import { WORST_SERVERS_FIRST } from '#view/server-columns.ts'

import { SERVER_TABLE } from './server-columns.tsx'
import type { TableServer } from './server-columns.tsx'

/**
 * The servers that have a matching port, page by page. A head sorts all of them; a row opens its panel. `empty` stands in their
 * place where nothing of the scope was read yet.
 */
export function ServersTable({ empty }: { empty: ReactNode }) {
  const { t } = useI18n()
  const texts = useServerTexts()
  const { view } = useView()
  const { category, page, size } = view
  const { isStale, isUnread } = useScope()
  const servers = useShownServers()
  return (
    <Card
      id={PORTS_ID}
      tabIndex={-1}
      label={texts.label(category)}
      className={`@container min-w-0 grow scroll-mt-[calc(var(--header-height)+var(--bar-height)+4px)] ${isStale ? 'saturate-30' : ''}`}
    >
      {isUnread ? (
        empty
      ) : (
        <QueryState
          of={servers}
          title={texts.failed(category)}
          failed={Failed}
          loading={
            <>
              <Table page={null} />
              <Pager range={t.common.loading} number={1} matching={0} />
            </>
          }
          isEmpty={({ total }) => total === 0}
          empty={<NoServers />}
        >
          {(answer) => {
            const { total } = answer
            if (total === null) return <UnknownServers />
            const number = nearestPage(page, size, total)
            const first = (number - 1) * size
            const last = Math.min(first + size, total)
            return (
              <>
                <Table page={answer} isBusy={servers.isPlaceholderData} />
                <Pager range={<ShownRange {...{ answer, first, last }} />} matching={total} number={number} />
              </>
            )
          }}
        </QueryState>
      )}
    </Card>
  )
}

/** The rows of one page; while they are on their way, grey ones. */
function Table({ page, isBusy = false }: { page: ServersAnswer | null; isBusy?: boolean }) {
  const texts = useServerTexts()
  const { view } = useView()
  const { category, density, server: open, servers_sort: sort, size } = view
  const actions = useViewActions()
  const columns = SERVER_TABLE[language.use()]
  const rows = page?.servers.map((server): TableServer => ({ ...server, isOpen: server.id === open })) ?? []
  const body = useRef<HTMLTableSectionElement>(null)
  useShortcuts({
    nextRow: () => stepFocus(body.current, 1),
    previousRow: () => stepFocus(body.current, -1),
  })
  const onClick = ({ target }: MouseEvent<HTMLTableSectionElement>) => {
    const place = target instanceof Element ? target.closest('tr')?.dataset['row'] : undefined
    const row = rows[Number(place)]
    if (row !== undefined) actions.change({ server: row.id, row: null })
  }
  return (
    <DataTable
      label={texts.label(category)}
      columns={columns}
      rows={rows}
      rowId={({ id }) => serverRowId(id)}
      className="table-fixed"
      headClass={HEAD}
      sort={[sort]}
      onSort={([key]) => actions.choose({ servers_sort: key ?? WORST_SERVERS_FIRST })}
      body={(rows) => (
        <TableBody body={body} onClick={onClick} onKeyDown={moveFocus} aria-busy={isBusy}>
          {rows.map((row, place) => (
            <ServerRow
              key={place} // oxlint-disable-line react/no-array-index-key -- rows are places: see TableBody
              {...{ row, place, density }}
            />
          ))}
          {Array.from({ length: page === null ? size : 0 }, (_, i) => (
            <tr key={i} className={rowHeight(density)}>
              {columns.map(({ id, meta }) => (
                <td key={id} className={`${CELL} ${meta.className ?? ''}`}>
                  <Skeleton className="inline-block h-3.5 w-2/3 align-middle" />
                </td>
              ))}
            </tr>
          ))}
        </TableBody>
      )}
    />
  )
}

function ServerRow({
  row,
  place,
  density,
}: {
  row: DataRow<TableServer>
  place: number
  density: 'comfortable' | 'compact'
}) {
  const { isOpen } = row.original
  return (
    <tr
      data-row={place}
      aria-current={isOpen || undefined}
      className={`cursor-pointer hover:bg-sunken aria-[current]:bg-accent-weak ${isOpen ? OPEN_ROW : ''} ${rowHeight(density)}`}
    >
      {row.getAllCells().map((cell) => (
        <td key={cell.column.id} className={`${CELL} ${cell.column.columnDef.meta?.className ?? ''}`}>
          <FlexRender cell={cell} />
        </td>
      ))}
    </tr>
  )
}

/** Which servers are shown, of how many, and of what they are not known. */
function ShownRange({ answer, first, last }: { answer: ServersAnswer; first: number; last: number }) {
  const { t } = useI18n()
  const texts = useServerTexts()
  const nameOf = useEnterpriseProjectName()
  const { category } = useView().view
  const { figures, unknown } = answer
  const total = answer.total ?? 0
  const all = figures?.servers ?? 0
  return (
    <>
      {texts.range(first + 1, last, total, category)} {total < all && t.table.ofAll(all)}
      {unknown.length > 0 && ` · ${texts.partlyUnknown(unknown.map(nameOf))}`}
    </>
  )
}

/** Of a source that names none. */
function UnknownServers() {
  const texts = useServerTexts()
  const { category } = useView().view
  return (
    <Notice tone="empty" title={texts.unknown(category)}>
      {texts.unknownHint(category)}
    </Notice>
  )
}

/** Why there are none, and what to do about it. */
function NoServers() {
  const { t } = useI18n()
  const texts = useServerTexts()
  const { view, filter } = useView()
  const actions = useViewActions()
  return isFiltered(filter) ? (
    <Notice
      tone="empty"
      title={texts.filtered(view.category)}
      action={{ label: t.empty.clear, onClick: actions.clear }}
    />
  ) : (
    <Notice tone="empty" title={texts.empty(view.category)}>
      {t.empty.scopeHint}
    </Notice>
  )
}

const Failed = (props: { title: string; error: ApiError; onRetry: () => void }) => (
  <div className="p-3.5">
    <QueryError {...props} />
  </div>
)
