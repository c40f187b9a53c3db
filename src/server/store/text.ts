/**
 * Text that both engines keep as it is. PostgreSQL refuses NUL, and neither keeps half of a surrogate pair; both become
 * the replacement character. Names come from scans and from query strings, so either may turn up. Applied to what is
 * written and to what is looked for, so that the one finds the other.
 */
export const storable = (text: string): string => text.toWellFormed().replaceAll('\0', '\uFFFD')

/** An instant (ISO 8601) as stored: UTC with milliseconds, so that the order of texts is the order of instants. */
export const storableInstant = (instant: string): string => new Date(instant).toISOString()

/** A pattern for LIKE with `escape '\'` that finds `text` anywhere. */
export const containing = (text: string): string => `%${storable(text).replaceAll(/[\\%_]/g, '\\$&')}%`
