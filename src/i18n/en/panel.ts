import type { HostColumn } from '#analysis/host-list.ts'

/** The place of a panel beside the table, and its columns. All else of a panel comes with its code. */
export const panel = {
  label: (port: number, type: string) => `Port ${port} ${type}`,
  width: 'Width of the panel',
  serverColumns: { name: 'Name', address: 'Address', program: 'Program' } satisfies Record<
    HostColumn,
    string
  >,
}
