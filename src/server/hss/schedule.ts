/** A scope that had a viewer within this time is synced again and again. */
export const WATCHED_FOR = 10 * 60_000
/** From the end of one sweep to the beginning of the next: of a scope with a viewer, and of any other. */
const PAUSE_WATCHED = 30_000 // HSS itself looks at its servers this often
const PAUSE = 15 * 60_000

/** What the schedule knows of a scope. Instants are milliseconds since 1970, null for never. */
export type Plan = {
  viewedAt: number | null
  /** When its last sweep that has ended did. */
  endedAt: number | null
  /** Whether a sweep of it goes on. */
  isOpen: boolean
  /** It is not asked for before then: HSS refused it. */
  blockedUntil: number
}

export const isWatched = ({ viewedAt }: Pick<Plan, 'viewedAt'>, now: number): boolean =>
  viewedAt !== null && now - viewedAt < WATCHED_FOR

/** From when the next page of a scope is due. What was never read is due at once, and so is what goes on. */
export function dueAt(plan: Plan, now: number): number {
  const pause = isWatched(plan, now) ? PAUSE_WATCHED : PAUSE
  // An end in the future was written before the clock was set back.
  const due = plan.isOpen || plan.endedAt === null ? 0 : Math.min(plan.endedAt, now) + pause
  return Math.max(due, plan.blockedUntil)
}

/**
 * The scope whose page is read next, null when none is due. What was never read to its end goes before what is read
 * again. Of those, the scopes with a viewer get every other page, so that a viewer is a weight and keeps no
 * other scope from being read. Among equals first what was never begun, whose first call brings the dangerous ports; then what
 * goes on; then what was read longest ago. So a sweep may rest while another is read: it goes on from its page.
 *
 * @param wasWatched Whether the page before was of a scope with a viewer.
 */
export function nextScope<Scope extends Plan>(
  plans: readonly Scope[],
  now: number,
  wasWatched: boolean,
): Scope | null {
  const due = plans.filter((plan) => dueAt(plan, now) <= now)
  const urgency = (plan: Plan): number[] => [
    Number(plan.endedAt !== null),
    Number(isWatched(plan, now) === wasWatched),
    Number(plan.isOpen || plan.endedAt !== null),
    Number(!plan.isOpen),
    plan.endedAt ?? 0,
  ]
  return due.toSorted((a, b) => compare(urgency(a), urgency(b)))[0] ?? null
}

const compare = (a: readonly number[], b: readonly number[]): number =>
  a.map((value, i) => value - (b[i] ?? 0)).find((difference) => difference !== 0) ?? 0
