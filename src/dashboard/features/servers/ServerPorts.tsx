import { Fragment, useState } from 'react'

import type { ServerPort } from '#contract/servers.ts'
import { DataTable } from '#dashboard/core/DataTable.tsx'
import type { DataColumn } from '#dashboard/core/DataTable.tsx'
import { keyOf } from '#dashboard/core/port-rows.ts'
import { usePorts } from '#dashboard/core/ports-context.tsx'
import { rowId } from '#dashboard/core/row-id.ts'
import { openRow } from '#dashboard/core/row-place.ts'
import { expectPanel } from '#dashboard/core/use-panel.ts'
import { useView, useViewActions } from '#dashboard/core/view-context.tsx'
import type { ServerTexts } from '#i18n/en/servers.ts'
import { useI18n } from '#i18n/i18n.ts'
import { SERVER_TEXTS, useServerTexts } from '#i18n/servers.ts'
import { language } from '#preferences.ts'
import type { Language } from '#preferences.ts'
import { statusLabel } from '#terms/status-label.ts'
import { Button } from '#ui/Button.tsx'
import { StatusBadge } from '#ui/StatusMark.tsx'

import { Tier } from './Tier.tsx'

const SHOWN = 12

/** The ports of a server, worst first, two lines each. A port opens its panel. */
export function ServerPorts({ ports }: { ports: readonly ServerPort[] }) {
  const texts = useServerTexts()
  const [all, setAll] = useState(false)
  return (
    <>
      <DataTable
        label={texts.ports}
        columns={COLUMNS[language.use()]}
        rows={all ? ports : ports.slice(0, SHOWN)}
        rowId={rowId}
        className="table-fixed"
        headClass="h-8 pr-3 last:pr-0 max-sm:pr-2"
        rowClass={() => 'h-12 align-top *:py-1 pointer-coarse:h-13'}
      />
      {ports.length > SHOWN && !all && (
        <Button look="link" className="justify-self-start" onClick={() => setAll(true)}>
          {texts.allPorts(ports.length)}
        </Button>
      )}
    </>
  )
}

const columnsIn = ({ portColumns }: ServerTexts): readonly DataColumn<ServerPort>[] => [
  {
    id: 'port',
    meta: { name: () => portColumns.port, className: 'w-15', isRowHead: true },
    cell: function Port({ row: { original } }) {
      const { t } = useI18n()
      const ports = usePorts()
      const { view } = useView()
      const actions = useViewActions()
      const { port, type } = original
      const id = rowId(keyOf(ports.listed, original))
      return (
        <>
          <button
            type="button"
            className="touchable block font-[inherit] hover:underline"
            aria-label={t.table.open(port, type)}
            data-opens={id}
            onClick={() => {
              expectPanel(id)
              actions.change(openRow(ports, view, original))
            }}
          >
            {port}
          </button>
          <span className="block font-mono text-small font-normal text-muted">{type}</span>
        </>
      )
    },
  },
  {
    id: 'program',
    meta: { name: () => portColumns.program, className: 'max-w-0' },
    cell: function Program({ row: { original } }) {
      const { nameOf } = usePorts()
      const texts = useServerTexts()
      const { port, type, programs, pid, isOdd } = original
      const program = programs.join(', ')
      return (
        <>
          <span className="flex min-w-0 items-center gap-1.5">
            <span className="truncate">{nameOf(port, type) || '–'}</span>
            {isOdd && (
              <span
                title={texts.oddHint}
                className="shrink-0 rounded-badge bg-accent-weak px-1.5 text-small/5 font-[550] text-accent"
              >
                {texts.odd}
              </span>
            )}
          </span>
          <span className="block font-mono text-small/4 wrap-anywhere text-muted">
            <Path of={program} />
            {pid > 0 && <span className="ml-1.5 whitespace-nowrap">{texts.pid(pid)}</span>}
          </span>
        </>
      )
    },
  },
  {
    id: 'reach',
    meta: { name: () => portColumns.reach, className: 'w-26' },
    cell: function Reach({ row: { original } }) {
      const texts = useServerTexts()
      const { reach, addresses } = original
      const bound = addresses.join(', ')
      return (
        <>
          <span className={`block truncate ${reach === 'loopback' ? 'text-muted' : ''}`}>
            {texts.reach[reach]}
          </span>
          <span className="block truncate font-mono text-small text-muted" title={bound}>
            {bound}
          </span>
        </>
      )
    },
  },
  {
    id: 'risk',
    meta: { name: (t) => t.table.columns.status, className: 'w-26' },
    cell: function Risk({ row: { original } }) {
      const { t, f } = useI18n()
      const texts = useServerTexts()
      const { status, tier, firstSeen } = original
      return (
        <>
          <span className="block">
            {tier === null ? (
              <StatusBadge status={status} label={statusLabel(t.terms, status)} />
            ) : (
              <Tier name={tier} status={status} />
            )}
          </span>
          <time
            dateTime={firstSeen}
            title={texts.firstSeen(f.instant(firstSeen))}
            className="tabular block truncate text-small text-muted"
          >
            {f.date(firstSeen)}
          </time>
        </>
      )
    },
  },
]

/** Broken where its parts end. */
const Path = ({ of: path }: { of: string }) =>
  path.split(/(?<=[/\\])/).map((part, i) => (
    // oxlint-disable-next-line react/no-array-index-key -- parts of one text, which never change places
    <Fragment key={i}>
      {part}
      <wbr />
    </Fragment>
  ))

const COLUMNS: Readonly<Record<Language, readonly DataColumn<ServerPort>[]>> = {
  en: columnsIn(SERVER_TEXTS.en),
  'zh-CN': columnsIn(SERVER_TEXTS['zh-CN']),
}
