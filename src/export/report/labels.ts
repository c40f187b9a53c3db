import type { ReportMessages } from './messages-en.ts'

/** What stands before a status, so that it is not told by colour alone. */
export const SHAPES = { danger: '▲', unknown: '●', normal: '■' } as const

export function statusLabel(status: string, { statuses }: ReportMessages): string {
  const labels: Readonly<Record<string, string>> = statuses
  return (Object.hasOwn(labels, status) ? labels[status] : undefined) ?? status // hasOwn: a status may be `constructor`
}
