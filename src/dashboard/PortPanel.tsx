import { useQuery } from '@tanstack/react-query'
import { X } from 'lucide-react'
import { useEffect, useEffectEvent, useRef } from 'react'
import type { ReactNode } from 'react'

import { statusOf } from '#analysis/port-knowledge/status.ts'
import { findRow, rowAt } from '#analysis/row-set.ts'
import type { PortRow } from '#contract/port-row.ts'
import type { Selection } from '#contract/scope.ts'
import { IconButton } from '#ui/Button.tsx'
import { Skeleton } from '#ui/Card.tsx'
import { StatusBadge } from '#ui/StatusMark.tsx'
import { TypeTag } from '#ui/TypeTag.tsx'

import { PortServers } from './PortServers.tsx'
import { language } from './preferences.ts'
import { rowId } from './row-id.ts'
import type { Ports } from './use-ports.ts'
import type { RowKey } from './view.ts'
import { statusLabel, useWords } from './words.ts'

/** What a port is, why it is dangerous, what to do, and which servers have it: beside the table, or a sheet below. */
export function PortPanel({
  open,
  ports: { set, nameOf },
  selection,
  enterpriseProjectName,
  onClose,
}: {
  open: RowKey
  ports: Ports
  selection: Selection
  enterpriseProjectName: (id: string) => string
  onClose: () => void
}) {
  const { m } = useWords()
  const heading = useRef<HTMLHeadingElement>(null)
  const at = findRow(set, open.port, open.type)
  const row = at === -1 ? null : rowAt(set, at)
  const id = rowId(open)

  useEffect(() => {
    // Whoever opened it from the table reads on here; whoever came by a link stays where the page begins.
    if (document.activeElement?.id === id) heading.current?.focus()
  }, [id])

  const close = () => {
    document.getElementById(id)?.focus() // back to the row it was opened from
    onClose()
  }

  const closeOnEscape = useEffectEvent((event: KeyboardEvent) => {
    if (event.key !== 'Escape' || event.defaultPrevented || document.querySelector(':popover-open')) return
    close()
  })
  useEffect(() => {
    document.addEventListener('keydown', closeOnEscape)
    return () => document.removeEventListener('keydown', closeOnEscape)
  }, [])

  return (
    <aside
      aria-label={m.panel.label(open.port, row?.type ?? open.type)}
      className="border-line bg-surface shadow-card max-xl:fixed max-xl:inset-x-0 max-xl:bottom-0 max-xl:z-30 max-xl:max-h-[75dvh] max-xl:overflow-y-auto max-xl:rounded-t-card max-xl:border-t max-xl:shadow-float xl:sticky xl:top-[calc(var(--header-height)+var(--bar-height))] xl:max-h-[calc(100dvh-var(--header-height)-var(--bar-height)-14px)] xl:w-105 xl:shrink-0 xl:overflow-y-auto xl:rounded-card xl:border"
    >
      <div className="sticky top-0 z-10 flex items-center gap-2.5 border-b border-line bg-surface px-4.5 pt-3.5 pb-3">
        <h2 ref={heading} tabIndex={-1} className="font-mono text-xl font-[650] outline-none">
          {open.port}
        </h2>
        <TypeTag type={row?.type ?? open.type.toUpperCase()} />
        {row && <StatusBadge status={row.status} label={statusLabel(m, row.status)} />}
        <IconButton name={m.close} className="ml-auto" onClick={close}>
          <X aria-hidden className="size-4" />
        </IconButton>
      </div>
      {row === null ? (
        <p className="p-4.5 text-muted">{m.panel.gone}</p>
      ) : (
        <>
          <p className="border-b border-line px-4.5 py-3 font-[600]">
            {nameOf(row.port, row.type) || <span className="text-muted">{m.panel.noService}</span>}
          </p>
          <Explanation row={row} />
          <PortServers row={row} selection={selection} enterpriseProjectName={enterpriseProjectName} />
        </>
      )}
    </aside>
  )
}

/** The words on a port: our own table's where it is listed, and where the source and the table differ, that. */
function Explanation({ row }: { row: PortRow }) {
  const { m } = useWords()
  const lang = language.use()
  const listed = statusOf(row.port, row.type) === 'danger'
  const advice = useQuery({
    queryKey: ['advice'],
    queryFn: async () => await import('#analysis/port-knowledge/advice.ts'),
    staleTime: Infinity,
    gcTime: Infinity,
    structuralSharing: false, // functions in it: never to be compared
    enabled: listed,
  })

  if (!listed) {
    return (
      <Section title={m.panel.unknown}>
        <p>
          {row.status === 'danger'
            ? m.panel.sourceDiffers
            : row.status === 'normal'
              ? m.panel.normalText
              : m.panel.unknownText}
        </p>
      </Section>
    )
  }
  if (advice.isError) {
    return (
      <Section title={m.panel.why}>
        <p className="text-muted">{m.panel.adviceFailed}</p>
      </Section>
    )
  }
  const words = advice.data?.adviceFor(row.port, row.type)
  const text = words?.[lang]
  return (
    <>
      <Section title={m.panel.why}>
        {text ? <p>{text.why}</p> : <Skeleton className="h-10" />}
        {row.status !== 'danger' && <p className="text-muted">{m.panel.ownTable}</p>}
      </Section>
      <Section title={m.panel.todo}>
        {text ? <p>{text.whatToDo}</p> : <Skeleton className="h-10" />}
        {words && (
          <p className="text-small text-muted">
            {m.panel.source}:{' '}
            <a
              href={words.source.url}
              target="_blank"
              rel="noopener noreferrer"
              className="text-accent underline underline-offset-2 hover:no-underline"
            >
              {words.source.title}
            </a>
          </p>
        )}
      </Section>
    </>
  )
}

function Section({ title, children }: { title: string; children: ReactNode }) {
  return (
    <div className="grid gap-1.5 border-b border-line px-4.5 py-3.5">
      <h3 className="text-muted">{title}</h3>
      {children}
    </div>
  )
}
