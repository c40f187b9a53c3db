/** The command palette. */
export const palette = {
  title: 'Commands',
  hint: 'What to do: a port, a filter, a column, a theme…',
  none: 'Nothing is called so.',
  view: 'View',
  sort: 'Sort',
  go: 'Go',
  wall: 'Show on a wall (kiosk)',
  goTo: (port: number, type: string) => `Go to ${port} ${type}`,
  searchFor: (text: string) => `Search for ${text}`,
}
