/** What is waited after the first attempt, the second, and so on, in ms; then the last of them each time. */
const WAITS = [10_000, 30_000, 120_000, 600_000, 1_800_000, 3_600_000]

/** How long a message is tried for, from when it was made, in ms. */
export const GIVE_UP_AFTER = 24 * 3_600_000

/**
 * When a message is sent again after an attempt failed, null when it is given up. `retryAfter` is what the receiver asks for,
 * in ms: it is waited for at least so long. `random` from 0 to 1 spreads what failed together, by a tenth.
 */
export function nextAttempt(
  { created, attempts }: { created: string; attempts: number },
  { at, retryAfter, random }: { at: Date; retryAfter: number | null; random: number },
): Date | null {
  const wait = (WAITS[attempts - 1] ?? WAITS.at(-1) ?? 0) * (1 + random / 10)
  const next = at.getTime() + Math.max(wait, retryAfter ?? 0)
  return next - Date.parse(created) > GIVE_UP_AFTER ? null : new Date(next)
}

/** `Retry-After` in ms from now: seconds, or a date. Null where it is neither. */
export function readRetryAfter(header: string | undefined, at: Date): number | null {
  if (header === undefined) return null
  if (/^\d{1,9}$/.test(header.trim())) return Number(header) * 1000
  const date = Date.parse(header)
  return Number.isNaN(date) ? null : Math.max(0, date - at.getTime())
}
