/** The command palette. */
export const palette = {
  title: 'Command palette',
  hint: 'Type a command: a port, filter, column, theme…',
  none: 'No matching command',
  view: 'View',
  sort: 'Sort',
  go: 'Go',
  kiosk: 'Kiosk mode',
  goTo: (port: number, type: string) => `Go to ${port} ${type}`,
  searchFor: (text: string) => `Search for ${text}`,
}
