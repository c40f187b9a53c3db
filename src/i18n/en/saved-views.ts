/** The texts of a view that is bound to a snapshot. */
export const frozenEn = {
  label: 'Frozen view',
  asOf: (instant: string) => `As of ${instant}.`,
  comparing: 'Comparing with live data…',
  notCompared: 'Live data could not be loaded.',
  same: 'Live data is the same.',
  differs: (text: string, rows: number) => `Live differs in ${text} ${rows === 1 ? 'row' : 'rows'}:`,
  opened: (text: string) => `${text} opened`,
  gone: (text: string) => `${text} closed`,
  changed: (text: string) => `${text} changed`,
  partial: 'One of the two was not read as a whole, so a row may only seem to differ.',
  list: (parts: readonly string[]) => `${parts.join(', ')}.`,
  live: 'Show live data',
  missing: (snapshot: number) => `There is no snapshot ${snapshot} of this scope.`,
  missingHint: 'It may be of other data than this server has. The live data of this scope is there.',
}

/** The texts of views that are kept by name. */
export const savedViewsEn = {
  operatorsOnly: 'Operators of the project save, rename and delete views.',
  label: 'Saved views',
  name: 'Name of this view',
  placeholder: 'Name this view',
  save: 'Save',
  none: 'No saved view in this project yet.',
  failed: 'The saved views could not be loaded.',
  saved: (name: string) => `Saved “${name}”.`,
  replaced: (name: string) => `“${name}” is now this view.`,
  rename: (name: string) => `Rename ${name}`,
  newName: (name: string) => `New name of ${name}`,
  renameDone: 'Rename',
  renamed: (name: string) => `It is now called “${name}”.`,
  taken: (name: string) => `Another view is called “${name}”.`,
  full: (most: string) => `A project keeps at most ${most} views. Delete one first.`,
  delete: (name: string) => `Delete ${name}`,
  deleted: (name: string) => `Deleted “${name}”.`,
  undo: 'Undo',
  fault: {
    noName: () => 'A view needs a name.',
    nameTooLong: (most: string) => `A name has at most ${most} characters.`,
    queryTooLong: (most: string) =>
      `This view’s address is longer than the ${most} characters that are kept.`,
  },
  export: 'Export as JSON',
  import: 'Import JSON',
  imported: (text: string, views: number) => `Imported ${text} ${views === 1 ? 'view' : 'views'}.`,
  badFile: {
    noJson: 'That file is not JSON.',
    noViews: 'That file holds no saved views. Choose one that “Export as JSON” made.',
    tooMany: 'That file holds more views than a project keeps.',
  },
  badView: (place: number) =>
    `View ${place} of that file has no name or no address that could be kept. Nothing was imported.`,
}

export type FrozenWords = typeof frozenEn
export type SavedViewsWords = typeof savedViewsEn
