import { useState } from 'react'

import { useSecond } from '#dashboard/core/use-now.ts'
import { useI18n } from '#i18n/i18n.ts'

/** How long the hint of the exit key shows, in milliseconds: only the person who opened kiosk mode needs it. */
const HINT = 15_000

/** Which view it is of how many, whose data it is, and the time: a kiosk whose clock stands still is broken itself. */
export function KioskFooter({
  isDemo,
  turn,
  isLocked,
}: {
  isDemo: boolean
  turn: { at: number; of: number } | undefined
  isLocked: boolean
}) {
  const { t, f } = useI18n()
  const now = useSecond()
  const [begun] = useState(() => Date.now())
  const isHinted = now - begun < HINT && !isLocked
  return (
    <footer className="tabular flex flex-wrap items-center justify-between gap-x-[1em] text-[0.75em] text-muted">
      <p>
        {[t.common.product, isDemo && t.scope.demoNotice]
          .filter((part) => typeof part === 'string')
          .join(' · ')}
      </p>
      <p>
        {[
          isHinted && t.kiosk.exit,
          turn !== undefined && turn.of > 1 && t.kiosk.turn(turn.at, turn.of),
          f.time(new Date(now).toISOString()),
        ]
          .filter((part) => typeof part === 'string')
          .join(' · ')}
      </p>
    </footer>
  )
}
