import { X } from 'lucide-react'
import { Suspense, useEffect, useEffectEvent, useRef } from 'react'
import type { ReactNode } from 'react'

import { findRow, rowAt } from '#analysis/row-set.ts'
import type { ProjectKind } from '#contract/projects.ts'
import type { Selection } from '#contract/scope.ts'
import { late } from '#dashboard/core/late.tsx'
import { LateBoundary } from '#dashboard/core/LateBoundary.tsx'
import { rowId } from '#dashboard/core/row-id.ts'
import type { Elsewhere } from '#dashboard/core/row-place.ts'
import type { Ports } from '#dashboard/core/use-ports.ts'
import { useI18n } from '#i18n/i18n.ts'
import { statusLabel } from '#i18n/names.ts'
import { Button, IconButton } from '#ui/Button.tsx'
import { Skeleton } from '#ui/Card.tsx'
import { StatusBadge } from '#ui/StatusMark.tsx'
import { TypeTag } from '#ui/TypeTag.tsx'
import type { RowKey } from '#view/parameters.ts'

import { PanelSection } from './PanelSection.tsx'
import { PortServers } from './PortServers.tsx'

const PortKnowledge = late(async () => (await import('./PortKnowledge.tsx')).PortKnowledge)

/** What a port is, why it is dangerous, what to do, and which servers have it. */
export function PortPanel({
  open,
  ports: { set, nameOf },
  kind,
  selection,
  isFrozen,
  enterpriseProjectName,
  readTo,
  elsewhere,
  onShow,
  onClose,
}: {
  open: RowKey
  ports: Ports
  kind: ProjectKind
  selection: Selection
  /** Whether the rows are of an earlier snapshot. */
  isFrozen: boolean
  enterpriseProjectName: (id: string) => string
  /** When the rows were read from HSS, where HSS can be asked about one of them now; else null. */
  readTo: string | null
  /** Where the table would show the row; null where it does, and where there is no table to work with. */
  elsewhere: Elsewhere | null
  onShow: (elsewhere: Elsewhere) => void
  onClose: () => void
}) {
  const { t } = useI18n()
  const heading = useRef<HTMLHeadingElement>(null)
  const at = findRow(set, open.port, open.type)
  const row = at === -1 ? null : rowAt(set, at)
  const id = rowId(open)

  /** What opened it, where that was not its row. */
  const opener = useRef<HTMLElement | null>(null)

  useEffect(() => {
    // Whoever opened it from a table reads on here; whoever came by a link stays where the page begins.
    const focused = document.activeElement
    if (!(focused instanceof HTMLElement)) return
    const isOther = focused.dataset['opens'] === id
    opener.current = isOther ? focused : null
    if (isOther || focused.id === id) focusQuietly(heading.current)
  }, [id])

  const close = () => {
    const from = opener.current?.isConnected ? opener.current : document.getElementById(id)
    from?.focus()
    onClose()
  }

  const closeOnEscape = useEffectEvent((event: KeyboardEvent) => {
    if (
      event.key !== 'Escape' ||
      event.defaultPrevented ||
      document.querySelector('dialog[open], :popover-open')
    )
      return
    close()
  })
  useEffect(() => {
    document.addEventListener('keydown', closeOnEscape)
    return () => document.removeEventListener('keydown', closeOnEscape)
  }, [])

  const askHss = readTo !== null && (
    <AskHss
      key={open.port} // an answer has all types of a port
      port={open.port}
      type={row?.type ?? open.type.toUpperCase()}
      row={row}
      readTo={readTo}
      selection={selection}
    />
  )

  return (
    <>
      <div className="sticky top-0 z-10 flex items-center gap-2.5 border-b border-line bg-surface px-4.5 pt-3.5 pb-3">
        <h2 ref={heading} tabIndex={-1} className="font-mono text-xl font-[650] outline-none">
          {open.port}
        </h2>
        <TypeTag type={row?.type ?? open.type.toUpperCase()} />
        {row && <StatusBadge status={row.status} label={statusLabel(t, row.status)} />}
        <IconButton name={t.common.close} className="ml-auto" onClick={close}>
          <X aria-hidden className="size-4" />
        </IconButton>
      </div>
      {elsewhere && (
        <div className="flex flex-wrap items-center justify-between gap-x-3 gap-y-2 border-b border-line bg-accent-weak px-4.5 py-2.5">
          <p className="min-w-0 grow basis-48">
            {elsewhere.why === 'page' ? t.portPanel.onPage(elsewhere.page) : t.portPanel.filteredOut}
          </p>
          <Button
            onClick={() => {
              focusQuietly(heading.current) // the button goes away
              onShow(elsewhere)
            }}
          >
            {elsewhere.why === 'page' ? t.portPanel.showRow : t.portPanel.clearAndShowRow}
          </Button>
        </div>
      )}
      {row === null ? (
        <>
          <p className="border-b border-line p-4.5 text-muted">{t.portPanel.gone}</p>
          <Suspense>{askHss}</Suspense>
        </>
      ) : (
        <>
          <p className="border-b border-line px-4.5 py-3 font-[600]">
            {nameOf(row.port, row.type) || <span className="text-muted">{t.portPanel.noService}</span>}
          </p>
          {/* The servers come with what stands above them, so that nothing is pushed down under a reader's eyes. */}
          <Suspense fallback={<KnowledgeSkeleton />}>
            <LateBoundary name={t.portPanel.knowledge} place={NoticePlace}>
              <PortKnowledge row={row} kind={kind} />
            </LateBoundary>
            {askHss}
            <PortServers
              row={row}
              kind={kind}
              selection={selection}
              isFrozen={isFrozen}
              enterpriseProjectName={enterpriseProjectName}
            />
          </Suspense>
        </>
      )}
    </>
  )
}

const NoticePlace = ({ children }: { children: ReactNode }) => (
  <div className="border-b border-line px-4.5 py-3.5">{children}</div>
)

/** It is brought into view with its row. */
const focusQuietly = (heading: HTMLElement | null): void => heading?.focus({ preventScroll: true })

const AskHss = late(async () => (await import('./AskHss.tsx')).AskHss)

/** Of about the size of what will come. */
function KnowledgeSkeleton() {
  const { t } = useI18n()
  return [t.portPanel.purpose, t.portPanel.verdicts, t.portPanel.todo].map((title) => (
    <PanelSection key={title} title={title}>
      <Skeleton className="h-10" />
    </PanelSection>
  ))
}
