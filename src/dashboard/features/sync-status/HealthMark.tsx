import { CircleAlert, CircleCheck, CircleDashed, ClockAlert, History, TriangleAlert } from 'lucide-react'

import type { SyncHealth } from '#dashboard/core/scope-state.ts'

const MARKS: Record<SyncHealth, { Icon: typeof CircleCheck; tone: string }> = {
  none: { Icon: CircleDashed, tone: 'text-muted' },
  failing: { Icon: TriangleAlert, tone: 'text-danger-text' },
  someFailing: { Icon: CircleAlert, tone: 'text-stale-text' },
  veryOld: { Icon: ClockAlert, tone: 'text-danger-text' },
  old: { Icon: History, tone: 'text-stale-text' },
  doubtful: { Icon: CircleAlert, tone: 'text-stale-text' },
  partial: { Icon: CircleDashed, tone: 'text-accent' },
  complete: { Icon: CircleCheck, tone: 'text-normal-text' },
}

/** The health of a scope's sync at a glance. A text beside it says the same. */
export function HealthMark({ health, className }: { health: SyncHealth; className: string }) {
  const { Icon, tone } = MARKS[health]
  return <Icon aria-hidden className={`shrink-0 ${tone} ${className}`} />
}
