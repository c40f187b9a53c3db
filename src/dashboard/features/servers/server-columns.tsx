import type { Server } from '#contract/servers.ts'
import type { DataColumn } from '#dashboard/core/DataTable.tsx'
import { serverRowId } from '#dashboard/core/row-id.ts'
import { sinceText } from '#dashboard/core/since-text.ts'
import { useNow } from '#dashboard/core/use-now.ts'
import { useView } from '#dashboard/core/view-context.tsx'
import type { ServerTexts } from '#i18n/en/servers.ts'
import { useI18n } from '#i18n/i18n.ts'
import { SERVER_TEXTS, useServerTexts } from '#i18n/servers.ts'
import type { Language } from '#preferences.ts'
import { StatusMark } from '#ui/StatusMark.tsx'
import type { ServerColumn } from '#view/server-columns.ts'
import { DEFAULT_SINCE } from '#view/since.ts'

import { serverName } from './server-name.ts'
import { Tier } from './Tier.tsx'

/** A server as the table shows it. */
export type TableServer = Server & { isOpen: boolean }

/** The columns of the table of servers. Where there is no room for addresses, they stand below the name. */
const columnsIn = ({ columns }: ServerTexts): readonly DataColumn<TableServer, ServerColumn>[] => [
  {
    id: 'name',
    meta: { name: () => columns.name, className: '@2xl:w-1/3' },
    sortDescFirst: false,
    cell: function Name({ row: { original } }) {
      const texts = useServerTexts()
      const { id, addresses, isOpen } = original
      const name = serverName(original)
      return (
        <>
          <button
            id={serverRowId(id)}
            type="button"
            aria-label={texts.open(name)}
            aria-expanded={isOpen}
            className="touchable max-w-full truncate text-left font-mono font-[650] hover:underline max-sm:whitespace-normal max-sm:wrap-anywhere"
          >
            {name}
          </button>
          <span className="block truncate font-mono text-[0.6875rem]/3.5 text-muted @2xl:hidden">
            {addresses[0]}
            {addresses.length > 1 && ` ${texts.moreAddresses(addresses.length - 1)}`}
          </span>
        </>
      )
    },
  },
  {
    id: 'address',
    meta: { name: () => columns.address, className: '@max-2xl:hidden' },
    sortDescFirst: false,
    cell: ({ row: { original } }) => {
      const [first = '', ...others] = original.addresses
      const all = original.addresses.join(', ')
      return (
        <span className="font-mono text-small" title={all}>
          {first}
          {others.length > 0 && <span className="text-muted">{all.slice(first.length)}</span>}
        </span>
      )
    },
  },
  {
    id: 'open',
    meta: { name: () => columns.open, className: 'w-44 @max-5xl:w-22 text-right @max-xl:hidden' },
    sortDescFirst: true,
    cell: function Open({ row: { original } }) {
      const { f } = useI18n()
      const texts = useServerTexts()
      const { open, matching, reach } = original
      return (
        <span className="flex items-center justify-end gap-3" title={texts.reaches(reach)}>
          <svg
            aria-hidden
            className="h-1.5 w-20 min-w-0 shrink rounded-full @max-5xl:hidden"
            preserveAspectRatio="none"
          >
            <rect width="100%" height="100%" fill="var(--color-unknown)" opacity="0.35" />
            {open > 0 && (
              <rect
                width={`${(100 * (open - reach.loopback)) / open}%`}
                height="100%"
                fill="var(--color-unknown)"
              />
            )}
          </svg>
          <span className="tabular min-w-9">
            {matching < open ? texts.ofOpen(matching, open) : f.count(open)}
          </span>
        </span>
      )
    },
  },
  {
    id: 'dangerous',
    meta: { name: () => columns.dangerous, className: 'w-28 max-sm:w-24 text-right' },
    sortDescFirst: true,
    cell: function Dangerous({ row: { original } }) {
      const { f } = useI18n()
      const { dangerous } = original
      return (
        <span
          className={`tabular inline-flex items-center justify-end gap-1.5 ${dangerous > 0 ? 'font-[650] text-danger-text' : 'text-muted'}`}
        >
          {dangerous > 0 && <StatusMark status="danger" />}
          {f.count(dangerous)}
        </span>
      )
    },
  },
  {
    id: 'worst',
    meta: { name: () => columns.worst, className: 'w-36 @max-4xl:w-32 max-sm:w-28' },
    sortDescFirst: true,
    cell: ({ row: { original } }) => <Tier name={original.worstTier} status="danger" />,
  },
  {
    id: 'opened',
    meta: { name: () => columns.opened, className: 'w-20 text-right @max-3xl:hidden' },
    sortDescFirst: true,
    cell: function Opened({ row: { original } }) {
      const i18n = useI18n()
      const texts = useServerTexts()
      const { since } = useView().view
      const { opened } = original
      return (
        opened !== null &&
        opened > 0 && (
          <span
            title={texts.opened(opened, sinceText(i18n, since ?? DEFAULT_SINCE))}
            className="tabular rounded-badge bg-accent-weak px-1.5 text-small/5 font-[550] text-accent"
          >
            {i18n.f.difference(opened)}
          </span>
        )
      )
    },
  },
  {
    id: 'lastSeen',
    meta: { name: () => columns.lastSeen, className: 'w-40 @max-5xl:hidden' },
    sortDescFirst: true,
    cell: function LastSeen({ row: { original } }) {
      const { f } = useI18n()
      const texts = useServerTexts()
      const now = useNow()
      const { lastSeen, isStale } = original
      return (
        <span className="flex items-center gap-1.5 text-muted">
          <time dateTime={lastSeen} title={f.instant(lastSeen)} className="truncate">
            {f.age(now - Date.parse(lastSeen))}
          </time>
          {isStale && (
            <span
              title={texts.staleHint}
              className="rounded-badge border border-dashed border-line-strong px-1.5 text-small/5"
            >
              {texts.stale}
            </span>
          )}
        </span>
      )
    },
  },
]

/** Made once: a cell is a component that has to stay the same one. */
export const SERVER_TABLE: Readonly<Record<Language, readonly DataColumn<TableServer, ServerColumn>[]>> = {
  en: columnsIn(SERVER_TEXTS.en),
  'zh-CN': columnsIn(SERVER_TEXTS['zh-CN']),
}
