import { useMemo } from 'react'
import type { ReactNode } from 'react'

import { errorWords } from '#dashboard/core/error-message.ts'
import { useFaults } from '#dashboard/core/use-faults.ts'
import { usePorts, useServiceNames } from '#dashboard/core/use-ports.ts'
import { useViewRows } from '#dashboard/core/use-view-rows.ts'
import { projectName, scopeNames, useWords } from '#i18n/messages.ts'
import { useKioskWords } from '#i18n/use-kiosk-messages.ts'
import { useFrozenWords } from '#i18n/use-saved-views-messages.ts'
import { filterText, isFiltered } from '#view/parameters.ts'
import { filterOf } from '#view/use-view.ts'

import { WallAge } from './KioskAge.tsx'
import { WallFigures } from './KioskFigures.tsx'
import { WallFoot } from './KioskFooter.tsx'
import type { Stop } from './stops.ts'
import { WorstPorts } from './WorstPorts.tsx'

/** One view from afar: what it shows, how many ports and how bad, which are the worst, and how old all that is. */
export function Wall({
  stop: { name, view },
  turn,
  isLocked,
}: {
  stop: Stop
  /** Which of several views it is, from 1. */
  turn?: { at: number; of: number }
  isLocked: boolean
}) {
  const { m } = useWords()
  const words = useKioskWords()
  const frozenWords = useFrozenWords()
  const shown = useViewRows(view)
  const { scope, rows, isUnread, failure } = shown
  const nameOf = useServiceNames()
  const filter = useMemo(() => filterOf(view), [view])
  const ports = usePorts(isUnread ? null : (rows.data?.rows ?? null), filter, view, nameOf)
  const { set } = ports
  const why = whyNothing()
  const { texts } = useFaults(ports)

  /** Why there are no numbers to show, or none; null when there are some. */
  function whyNothing(): { what: string; detail?: string } | null {
    const { projects, choice, frozen } = shown
    switch (choice?.kind) {
      case undefined:
        if (!projects.isError) return { what: m.loading }
        return {
          what: m.error.projects,
          detail: `${errorWords(m, projects.error).what} ${words.askedAgain}`,
        }
      case 'noProjects':
        return { what: m.empty.noProjects }
      case 'noSuchProject':
        return { what: m.empty.noSuchProject(choice.asked) }
      case 'noSuchEnterpriseProject':
        return { what: m.empty.noSuchEnterpriseProject(choice.asked) }
      case 'chosen':
        if (frozen.error?.kind === 'notFound' && view.snapshot !== null)
          return { what: frozenWords.missing(view.snapshot), detail: frozenWords.missingHint }
        if (rows.data === undefined && failure !== null)
          return { what: m.error.rows, detail: `${errorWords(m, failure).what} ${words.askedAgain}` }
        if (isUnread) return { what: m.empty.neverRead }
        if (rows.data === undefined) return { what: m.loading }
        if (set.size === 0) return { what: m.empty.scope }
        return ports.breakdown.matches.length === 0 && isFiltered(filter) ? { what: m.empty.filtered } : null
    }
  }

  const names = scope && scopeNames(m, scope.project, scope.selection)
  return (
    <div className="wall flex min-h-dvh cursor-none flex-col gap-[0.7em] px-[1em] py-[0.8em] leading-tight">
      <header className="flex flex-wrap items-start justify-between gap-x-[1em] gap-y-[0.5em]">
        <div className="min-w-0 grow basis-[16em]">
          <h1 className="text-[1.3em] font-[650] wrap-anywhere">{name ?? names?.project ?? m.product}</h1>
          {scope && (
            <p className="text-muted wrap-anywhere">
              {[
                name !== null && projectName(m, scope.project),
                m.header.categories[view.category],
                names?.enterpriseProject,
                view.snapshot !== null && words.frozen,
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
        {scope && <WallAge shown={shown} rows={set.size} />}
      </header>
      <main className="flex grow flex-col gap-[0.7em]">
        {why ? (
          <Message what={why.what}>{why.detail}</Message>
        ) : (
          <div className="grid grow grid-cols-1 gap-[0.7em] landscape:grid-cols-[1fr_1.25fr]">
            <WallFigures ports={ports} category={view.category} isPartial={shown.isPartial} />
            <WorstPorts ports={ports} category={view.category} />
          </div>
        )}
      </main>
      <WallFoot isDemo={scope?.project.kind === 'demo'} turn={turn} isLocked={isLocked} />
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
