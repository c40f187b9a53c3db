import type { Terms } from './en.ts'

/** The name of a status; one that we do not know is shown as its source writes it. */
export function statusLabel({ statuses }: Pick<Terms, 'statuses'>, status: string): string {
  const names: Readonly<Record<string, string>> = statuses
  return (Object.hasOwn(names, status) ? names[status] : undefined) ?? status // hasOwn: a status may be `constructor`
}
