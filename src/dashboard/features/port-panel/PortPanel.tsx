import { ChevronDown, ChevronUp, X } from 'lucide-react'
import type { ReactNode } from 'react'

import { chunk, useChunk } from '#dashboard/core/chunk.ts'
import { Part } from '#dashboard/core/Part.tsx'
import { findShown, keyOf } from '#dashboard/core/port-rows.ts'
import { usePorts } from '#dashboard/core/ports-context.tsx'
import { rowId } from '#dashboard/core/row-id.ts'
import { stepFrom } from '#dashboard/core/row-place.ts'
import { useChosenScope, useScope } from '#dashboard/core/scope-context.tsx'
import { focusQuietly, usePanel } from '#dashboard/core/use-panel.ts'
import { useView, useViewActions } from '#dashboard/core/view-context.tsx'
import { useHelpTexts } from '#i18n/help.ts'
import { useI18n } from '#i18n/i18n.ts'
import { usePortPanelTexts } from '#i18n/port-panel.ts'
import { statusLabel } from '#terms/status-label.ts'
import { Button, IconButton } from '#ui/Button.tsx'
import { Skeleton } from '#ui/Card.tsx'
import { PanelSection } from '#ui/PanelSection.tsx'
import { ProtocolTag } from '#ui/ProtocolTag.tsx'
import { StatusBadge } from '#ui/StatusMark.tsx'
import { TypeTag } from '#ui/TypeTag.tsx'
import type { RowKey } from '#view/parameters.ts'

import { AskHss } from './AskHss.tsx'
import type { RowElsewhere } from './PanelPlace.tsx'
import { PortFamilies } from './PortFamilies.tsx'
import { PortHistory } from './PortHistory.tsx'
import { PortServers } from './PortServers.tsx'

/** Texts of more bytes than all the rest that opens over the page. */
const knowledge = chunk(() => import('./knowledge-parts.ts'))

/** What to do about a port, which servers have it, why, and where that is written. */
export function PortPanel({ open, elsewhere }: { open: RowKey; elsewhere: RowElsewhere | null }) {
  const { t } = useI18n()
  const texts = usePortPanelTexts()
  const { shortcuts } = useHelpTexts()
  const actions = useViewActions()
  const { view } = useView()
  const { snapshot } = view
  const { mark } = useScope()
  const { project } = useChosenScope()
  const ports = usePorts()
  const row = findShown(ports, open)
  const id = rowId(keyOf(ports.listed, open))
  const { heading, close } = usePanel(id, () => actions.change({ row: null }))

  // HSS can be asked about what it says now, and about nothing of an earlier snapshot.
  const readTo = project.kind === 'hss' && snapshot === null ? mark?.readTo : undefined
  const askHss = readTo !== undefined && (
    <AskHss
      key={open.port} // an answer has all types of a port
      port={open.port}
      type={row?.rows[0]?.type ?? open.type.toUpperCase()}
      row={row?.rows[0] ?? null}
      readTo={readTo}
    />
  )

  const { isMissing } = useChunk(knowledge)
  const servers = row && (
    <>
      {askHss}
      <PortFamilies key={id} rows={row.rows}>
        {(rows) => (
          <>
            <PortServers rows={rows} />
            {rows.map((own) => (
              <PortHistory key={own.type} {...own} isOne={rows.length === 1} />
            ))}
          </>
        )}
      </PortFamilies>
    </>
  )

  return (
    <>
      <div className="sticky top-0 z-10 flex items-center gap-2.5 border-b border-line bg-surface px-4.5 pt-3.5 pb-3">
        <h2 ref={heading} tabIndex={-1} className="font-mono text-xl font-[650] outline-none">
          {open.port}
        </h2>
        {row && ports.listed.folds ? (
          <ProtocolTag protocol={row.type} types={row.rows.map(({ type }) => type)} />
        ) : (
          <TypeTag type={row?.type ?? open.type.toUpperCase()} />
        )}
        {row && <StatusBadge status={row.status} label={statusLabel(t.terms, row.status)} />}
        <div className="ml-auto flex">
          {STEPS.map(({ name, by, Sign }) => {
            const next = stepFrom(ports, view, by)
            return (
              <IconButton
                key={name}
                name={shortcuts[name]}
                aria-disabled={next === null} // keeps the focus at the last one
                className="aria-disabled:text-faint"
                onClick={() => next && actions.replace(next)}
              >
                <Sign aria-hidden className="size-4" />
              </IconButton>
            )
          })}
          <IconButton name={t.common.close} onClick={close}>
            <X aria-hidden className="size-4" />
          </IconButton>
        </div>
      </div>
      {elsewhere && (
        <div className="flex flex-wrap items-center justify-between gap-x-3 gap-y-2 border-b border-line bg-accent-weak px-4.5 py-2.5">
          <p className="min-w-0 grow basis-48">
            {elsewhere.why === 'page' ? texts.onPage(elsewhere.page) : texts.filteredOut}
          </p>
          <Button
            onClick={() => {
              focusQuietly(heading.current) // the button goes away
              elsewhere.show()
            }}
          >
            {elsewhere.why === 'page' ? texts.showRow : texts.clearAndShowRow}
          </Button>
        </div>
      )}
      {row === null ? (
        <>
          <p className="border-b border-line p-4.5 text-muted">{texts.gone}</p>
          {askHss}
        </>
      ) : (
        <>
          <p className="border-b border-line px-4.5 py-3 font-[600]">
            {row.service || <span className="text-muted">{texts.noService}</span>}
          </p>
          {/* The servers come with what stands above them, so that nothing is pushed down under a reader's eyes. */}
          <Part of={knowledge} name={texts.knowledge} place={NoticePlace} placeholder={<KnowledgeSkeleton />}>
            {({ PortAdvice, PortWhy, PortReferences }) => (
              <>
                <PortAdvice row={row} />
                {servers}
                <PortWhy row={row} />
                <PortReferences row={row} />
              </>
            )}
          </Part>
          {isMissing && servers}
        </>
      )}
    </>
  )
}

/** To the ports before and after it in the table's order, as by keys. */
const STEPS = [
  { name: 'previousInPanel', by: -1, Sign: ChevronUp },
  { name: 'nextInPanel', by: 1, Sign: ChevronDown },
] as const

const NoticePlace = ({ children }: { children: ReactNode }) => (
  <div className="border-b border-line px-4.5 py-3.5">{children}</div>
)

/** Of about the size of what will come. */
function KnowledgeSkeleton() {
  const texts = usePortPanelTexts()
  return [texts.todo, texts.assessment, texts.why].map((title) => (
    <PanelSection key={title} title={title}>
      <Skeleton className="h-10" />
    </PanelSection>
  ))
}
