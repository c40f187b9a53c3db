/**
 * When an nmap scan began and ended, from the two ends of its report, so that it is known before the whole is read.
 * A time that is not found is null: the parser checks that the report is complete.
 */
export function nmapTimes(head: string, tail: string): { from: Date | null; to: Date | null } {
  return {
    from: instant(/<nmaprun\b[^>]*?\sstart="(\d{1,12})"/.exec(head)),
    to: instant(/<finished\b[^>]*?\stime="(\d{1,12})"/.exec(tail.slice(tail.lastIndexOf('<finished')))),
  }
}

/** Both are written in seconds since 1970. */
const instant = (found: RegExpExecArray | null): Date | null => {
  const seconds = found?.[1]
  return seconds === undefined ? null : new Date(Number(seconds) * 1_000)
}
