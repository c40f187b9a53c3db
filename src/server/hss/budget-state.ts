import { z } from '#contract/zod.ts'

/** HSS counts a minute. One second more is for clocks that run a little apart. */
const WINDOW = 61_000
/** Longest that a call takes: a token, then the request, each cut off after 15 seconds. */
const CALL_MAX = 35_000
/** How long the rate stays halved after HSS complained, and how long until it grows by one after that. */
const SLOW_FOR = 5 * 60_000
const GROW_EVERY = 60_000
/** Least and most that a complaint stops all calls. */
const PAUSE_MIN = 12_000
const PAUSE_MAX = 120_000

/** Whose calls are counted together: HSS counts each API for a credential, and for the address they come from. */
export type Account = { api: string; credential: string; origin: string }

/** The places that the calls of one account hold, each until an instant (milliseconds since 1970). */
const Held = z.object({
  api: z.string(),
  credential: z.string(),
  origin: z.string(),
  /** Of calls under way, by their ids: free again at the latest then. */
  open: z.record(z.string(), z.number()),
  /** Of calls that ended. Nothing but numbers, since at 600 calls a minute the text is read and written 20 times a second. */
  ended: z.array(z.number()),
})
type Held = z.infer<typeof Held>
const Slowdown = z.object({
  api: z.string(),
  credential: z.string(),
  allowed: z.number(),
  since: z.number(),
  pausedUntil: z.number(),
})

/** Places in use, and who was told to slow down. Kept in the store, so that a restart cannot burst. */
export const BudgetState = z.object({ held: z.array(Held), slowdowns: z.array(Slowdown) })
export type BudgetState = z.infer<typeof BudgetState>

export const EMPTY_BUDGET: BudgetState = { held: [], slowdowns: [] }

/** How many calls may run within the window, and until when none may. */
type Allowance = { allowed: number; used: number; pausedUntil: number; freeAt: number }

/**
 * What an account may do at an instant. A place is in use from the start of its call until a window after its end, so
 * however calls are delayed on their way, no window at the other end, fixed or sliding, sees more than `perMinute`.
 */
export function allowanceOf(
  state: BudgetState,
  { api, credential, origin }: Account,
  { perMinute, now }: { perMinute: number; now: number },
): Allowance {
  const slow = state.slowdowns.find((other) => other.api === api && other.credential === credential)
  const allowed = slow ? grown(slow, perMinute, now) : perMinute
  const pausedUntil = slow ? slow.pausedUntil : 0
  const ends = state.held
    .filter((held) => held.api === api && (held.credential === credential || held.origin === origin))
    .flatMap(({ open, ended }) => [...Object.values(open), ...ended])
    .filter((until) => until > now)
    .sort((a, b) => a - b)
  const free = ends.length < allowed ? now : (ends[ends.length - allowed] ?? now)
  return { allowed, used: ends.length, pausedUntil, freeAt: Math.max(free, pausedUntil) }
}

/** Takes a place for a call that starts now, or says from when there is one. `heldBack` places are left for others. */
export function takePlace(
  before: BudgetState,
  account: Account,
  { perMinute, now, heldBack, id }: { perMinute: number; now: number; heldBack: number; id: string },
): { state: BudgetState; freeAt: number | null } {
  const state = asOf(before, now)
  const full = allowanceOf(state, account, { perMinute, now })
  const most = Math.max(1, full.allowed - heldBack)
  const { freeAt } = most === full.allowed ? full : allowanceOf(state, account, { perMinute: most, now })
  if (freeAt > now) return { state, freeAt }
  const isOwn = (held: Held): boolean =>
    held.api === account.api && held.credential === account.credential && held.origin === account.origin
  const own = state.held.find(isOwn) ?? { ...account, open: {}, ended: [] }
  const taken = { ...own, open: { ...own.open, [id]: now + CALL_MAX + WINDOW } }
  return { state: { ...state, held: [...state.held.filter((held) => !isOwn(held)), taken] }, freeAt: null }
}

/**
 * A state without the places that are free again. An instant further off than any call can put it was written before
 * the clock was set back: it counts from now.
 */
export function asOf({ held, slowdowns }: BudgetState, now: number): BudgetState {
  const bounded = (until: number): number => Math.min(until, now + CALL_MAX + WINDOW)
  return {
    held: held
      .map(({ open, ended, ...account }) => ({
        ...account,
        open: Object.fromEntries(
          Object.entries(open).flatMap(([id, until]) => (until > now ? [[id, bounded(until)]] : [])),
        ),
        ended: ended.filter((until) => until > now).map(bounded),
      }))
      .filter(({ open, ended }) => ended.length > 0 || Object.keys(open).length > 0),
    slowdowns: slowdowns.map((slow) => ({
      ...slow,
      since: Math.min(slow.since, now),
      pausedUntil: Math.min(slow.pausedUntil, now + PAUSE_MAX),
    })),
  }
}

/** Takes note that a call ended. */
export const endCall = (state: BudgetState, id: string, now: number): BudgetState => ({
  ...state,
  held: state.held.map((held) => {
    if (!Object.hasOwn(held.open, id)) return held
    const { [id]: _, ...open } = held.open
    return { ...held, open, ended: [...held.ended, now + WINDOW] }
  }),
})

/** Halves the rate of an account that HSS throttled, and stops it for as long as HSS says, 12 seconds at least. */
export function slowDown(
  state: BudgetState,
  { api, credential }: Account,
  { perMinute, now, retryAfter }: { perMinute: number; now: number; retryAfter: number | null },
): BudgetState {
  const isOther = (other: { api: string; credential: string }) =>
    other.api !== api || other.credential !== credential
  const before = state.slowdowns.find((other) => !isOther(other))
  const allowed = Math.max(1, Math.floor((before ? grown(before, perMinute, now) : perMinute) / 2))
  const pause = Math.min(PAUSE_MAX, Math.max(PAUSE_MIN, retryAfter ?? 0))
  const slowdown = { api, credential, allowed, since: now, pausedUntil: now + pause }
  return { ...state, slowdowns: [...state.slowdowns.filter(isOther), slowdown] }
}

function grown(
  { allowed, since }: { allowed: number; since: number },
  perMinute: number,
  now: number,
): number {
  const quiet = now - since - SLOW_FOR
  return quiet < 0
    ? Math.min(allowed, perMinute)
    : Math.min(perMinute, allowed + 1 + Math.floor(quiet / GROW_EVERY))
}
