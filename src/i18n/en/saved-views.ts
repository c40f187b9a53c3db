import { count, plural } from './numbers.ts'

/** Saved views. */
export const savedViews = {
  operatorsOnly: 'Changing saved views requires the Operator role.',
  label: 'Saved views',
  name: 'View name',
  placeholder: 'Name this view',
  save: 'Save',
  none: 'No saved views in this project yet.',
  failed: 'Saved views failed to load.',
  saved: (name: string) => `Saved “${name}”.`,
  replaced: (name: string) => `Updated “${name}”.`,
  rename: (name: string) => `Rename ${name}`,
  newName: (name: string) => `New name for ${name}`,
  renameDone: 'Rename',
  renamed: (name: string) => `Renamed to “${name}”.`,
  taken: (name: string) => `A view named “${name}” already exists.`,
  full: (most: number) => `A project can have ${count(most)} views. Delete one first.`,
  delete: (name: string) => `Delete ${name}`,
  deleted: (name: string) => `Deleted “${name}”.`,
  undo: 'Undo',
  fault: {
    noName: () => 'Enter a name.',
    nameTooLong: (most: number) => `The name is longer than ${count(most)} characters.`,
    queryTooLong: (most: number) => `The view’s address is longer than ${count(most)} characters.`,
  },
  export: 'Export as JSON',
  import: 'Import JSON',
  imported: (views: number) => `Imported ${count(views)} ${plural(views, 'view', 'views')}.`,
  badFile: {
    noJson: 'The file is not JSON.',
    noViews: 'The file has no saved views. Choose one made by “Export as JSON”.',
    tooMany: 'The file has more views than a project can have.',
  },
  badView: (place: number) => `View ${place} in the file has no valid name or address. Nothing was imported.`,
}

export type SavedViewsTexts = typeof savedViews
