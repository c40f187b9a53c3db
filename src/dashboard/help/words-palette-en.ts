/** The texts of the palette. */
export const paletteEn = {
  title: 'Commands',
  hint: 'What to do: a port, a filter, a column, a theme…',
  none: 'Nothing is called so.',
  view: 'View',
  sort: 'Sort',
  go: 'Go',
  wall: 'Show on a wall (kiosk)',
  rare: 'Rare ports',
  rareHint: 'Open on one or two servers, high ports first',
  goTo: (port: number, type: string) => `Go to ${port} ${type}`,
  searchFor: (text: string) => `Search for ${text}`,
}
