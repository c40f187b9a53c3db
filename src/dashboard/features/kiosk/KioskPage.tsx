import { useMemo, useState } from 'react'

import { chooseScope } from '#contract/choose-scope.ts'
import type { ScopeQuery } from '#contract/scope.ts'
import { useShortcuts } from '#dashboard/core/shortcuts.ts'
import { useSecond } from '#dashboard/core/use-now.ts'
import { useProjects } from '#data/projects.ts'
import { useScopeRows } from '#data/rows.ts'
import { useSavedViews } from '#data/saved-views.ts'
import { useKiosk } from '#view/kiosk-mode.ts'
import { useAddress } from '#view/use-address.ts'
import type { View } from '#view/view.ts'

import { KioskScreen } from './KioskScreen.tsx'
import { stopsOf, turnOf } from './stops.ts'
import { useSignInAgain } from './use-sign-in-again.ts'
import { useWakeLock } from './use-wake-lock.ts'

/** The page in kiosk mode: numbers that are read from afar, and nothing to press. Escape leaves it, unless it is locked. */
export function KioskPage() {
  const { kiosk, rotate, leave } = useKiosk()
  const { view } = useAddress()
  useWakeLock()
  useSignInAgain()
  const isLocked = kiosk === 'lock'
  useShortcuts({ escape: isLocked ? undefined : leave })
  return rotate === null ? (
    <KioskScreen stop={{ name: null, view }} isLocked={isLocked} />
  ) : (
    <Rotation view={view} seconds={rotate} isLocked={isLocked} />
  )
}

/** Several views in turn, each for the same time. */
function Rotation({ view, seconds, isLocked }: { view: View; seconds: number; isLocked: boolean }) {
  const projects = useProjects().data
  const first = projects && chooseScope(projects, view)
  const project = first?.kind === 'chosen' ? first.scopeQuery.project : null
  const saved = useSavedViews(project).data
  const stops = useMemo(() => stopsOf(view, projects ?? [], saved ?? []), [view, projects, saved])
  const [begun] = useState(() => Date.now())
  const turn = turnOf(stops.length, seconds, useSecond() - begun)
  const stop = stops[turn] ?? stops[0]
  const scopeQueries = new Map<string, ScopeQuery>()
  for (const { view } of stops) {
    const choice = projects && chooseScope(projects, view)
    if (choice?.kind === 'chosen') scopeQueries.set(JSON.stringify(choice.scopeQuery), choice.scopeQuery)
  }
  return (
    <>
      {[...scopeQueries].map(([key, scopeQuery]) => (
        <KeptFresh key={key} scopeQuery={scopeQuery} />
      ))}
      <KioskScreen stop={stop} turn={{ at: turn + 1, of: stops.length }} isLocked={isLocked} />
    </>
  )
}

/** Holds the rows of a view whose turn will come, so that it is there at once, and still there when the network is not. */
function KeptFresh({ scopeQuery }: { scopeQuery: ScopeQuery }) {
  useScopeRows(scopeQuery, null)
  return null
}
