/** The texts of the palette. */
export const paletteEn = {
  hint: 'What to do: a port, a filter, a column, a theme…',
  none: 'Nothing is called so.',
  view: 'View',
  sort: 'Sort',
  go: 'Go',
  wall: 'Show on a wall (kiosk)',
  goTo: (port: number, type: string) => `Go to ${port} ${type}`,
  searchFor: (text: string) => `Search for ${text}`,
}

export type PaletteWords = typeof paletteEn
