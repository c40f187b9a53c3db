import { CircleAlert, CircleCheck, CircleDashed, ClockAlert, History, TriangleAlert } from 'lucide-react'

import type { Look } from '#dashboard/core/scope-state.ts'

const MARKS: Record<Look, { Icon: typeof CircleCheck; tone: string }> = {
  none: { Icon: CircleDashed, tone: 'text-muted' },
  failing: { Icon: TriangleAlert, tone: 'text-danger-text' },
  someFailing: { Icon: CircleAlert, tone: 'text-stale-text' },
  veryOld: { Icon: ClockAlert, tone: 'text-danger-text' },
  old: { Icon: History, tone: 'text-stale-text' },
  doubtful: { Icon: CircleAlert, tone: 'text-stale-text' },
  part: { Icon: CircleDashed, tone: 'text-accent' },
  whole: { Icon: CircleCheck, tone: 'text-normal-text' },
}

/** How the numbers of a scope look at a glance. Words beside it say the same. */
export function LookMark({ look, className }: { look: Look; className: string }) {
  const { Icon, tone } = MARKS[look]
  return <Icon aria-hidden className={`shrink-0 ${tone} ${className}`} />
}
