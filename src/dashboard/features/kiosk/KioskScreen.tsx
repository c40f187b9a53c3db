import type { ReactNode } from 'react'

import { errorText } from '#dashboard/core/error-message.ts'
import { PortsProvider, usePorts } from '#dashboard/core/ports-context.tsx'
import { ScopeProvider, useScope } from '#dashboard/core/scope-context.tsx'
import { useFaults } from '#dashboard/core/use-faults.ts'
import { FixedView, useView } from '#dashboard/core/view-context.tsx'
import { useI18n } from '#i18n/i18n.ts'
import { projectName, scopeNames } from '#i18n/names.ts'
import { filterText, isFiltered } from '#view/parameters.ts'

import { KioskAge } from './KioskAge.tsx'
import { KioskChanges } from './KioskChanges.tsx'
import { KioskFigures } from './KioskFigures.tsx'
import { KioskFooter } from './KioskFooter.tsx'
import type { Stop } from './stops.ts'
import { WorstPorts } from './WorstPorts.tsx'

type Props = {
  stop: Stop
  /** Which of several views it is, from 1. */
  turn?: { at: number; of: number }
  isLocked: boolean
}

/** One view from afar: what it shows, how many ports and how bad, which are the worst, and how old all that is. */
export function KioskScreen(props: Props) {
  return (
    <FixedView view={props.stop.view}>
      <ScopeProvider>
        <PortsProvider>
          <Screen {...props} />
        </PortsProvider>
      </ScopeProvider>
    </FixedView>
  )
}

function Screen({ stop: { name }, turn, isLocked }: Props) {
  const { t } = useI18n()
  const { view, filter } = useView()
  const { scope, rows, isUnread, failure, projects, choice, pinned } = useScope()
  const ports = usePorts()
  const { set } = ports
  const why = whyNothing()
  const { texts } = useFaults(ports)

  /** Why there are no numbers to show, or none; null when there are some. */
  function whyNothing(): { what: string; detail?: string } | null {
    switch (choice?.kind) {
      case undefined:
        if (!projects.isError) return { what: t.common.loading }
        return {
          what: t.errors.projects,
          detail: `${errorText(t, projects.error).what} ${t.errors.retrying}`,
        }
      case 'noProjects':
        return { what: t.scope.noProjects }
      case 'noSuchProject':
        return { what: t.scope.noSuchProject(choice.asked) }
      case 'noSuchEnterpriseProject':
        return { what: t.scope.noSuchEnterpriseProject(choice.asked) }
      case 'chosen':
        if (pinned.error?.kind === 'notFound' && view.snapshot !== null)
          return { what: t.snapshotView.missing(view.snapshot), detail: t.snapshotView.missingHint }
        if (rows.data === undefined && failure !== null)
          return { what: t.errors.rows, detail: `${errorText(t, failure).what} ${t.errors.retrying}` }
        if (isUnread) return { what: t.empty.noData }
        if (rows.data === undefined) return { what: t.common.loading }
        if (set.size === 0) return { what: t.empty.scope }
        return ports.breakdown.matches.length === 0 && isFiltered(filter) ? { what: t.empty.filtered } : null
    }
  }

  const names = scope && scopeNames(t, scope.project, scope.scopeQuery)
  return (
    <div className="kiosk flex min-h-dvh cursor-none flex-col gap-[0.7em] px-[1em] py-[0.8em] leading-tight">
      <header className="flex flex-wrap items-start justify-between gap-x-[1em] gap-y-[0.5em]">
        <div className="min-w-0 grow basis-[16em]">
          <h1 className="text-[1.3em] font-[650] wrap-anywhere">
            {name ?? names?.project ?? t.common.product}
          </h1>
          {scope && (
            <p className="text-muted wrap-anywhere">
              {[
                name !== null && projectName(t, scope.project),
                t.terms.categories[view.category],
                names?.enterpriseProject,
                view.snapshot !== null && t.kiosk.snapshot,
              ]
                .filter((part) => typeof part === 'string')
                .join(' · ')}
              {isFiltered(filter) && <span className="ml-[0.6em] font-mono">{filterText(filter)}</span>}
            </p>
          )}
          {texts.map((text) => (
            <p key={text} className="text-stale-text wrap-anywhere">
              {text}
            </p>
          ))}
        </div>
        {scope && <KioskAge />}
      </header>
      <main className="flex grow flex-col gap-[0.7em]">
        {why ? (
          <Message what={why.what}>{why.detail}</Message>
        ) : (
          <div className="grid grow grid-cols-1 gap-[0.7em] landscape:grid-cols-[1fr_1.25fr]">
            <div className="grid min-w-0 grid-rows-[auto_1fr] gap-[0.7em]">
              <KioskChanges />
              <KioskFigures />
            </div>
            <WorstPorts />
          </div>
        )}
      </main>
      <KioskFooter isDemo={scope?.project.kind === 'demo'} turn={turn} isLocked={isLocked} />
    </div>
  )
}

function Message({ what, children }: { what: string; children: ReactNode }) {
  return (
    <div className="m-auto grid max-w-[32em] gap-[0.5em] text-center">
      <p className="text-[1.8em] font-[650] wrap-anywhere">{what}</p>
      {children !== undefined && <p className="text-muted">{children}</p>}
    </div>
  )
}
