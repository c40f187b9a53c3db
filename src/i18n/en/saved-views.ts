import { count, plural } from './numbers.ts'

/** Views that are saved by name. */
export const savedViews = {
  open: 'Views',
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
  full: (most: number) => `A project keeps at most ${count(most)} views. Delete one first.`,
  delete: (name: string) => `Delete ${name}`,
  deleted: (name: string) => `Deleted “${name}”.`,
  undo: 'Undo',
  fault: {
    noName: () => 'A view needs a name.',
    nameTooLong: (most: number) => `A name has at most ${count(most)} characters.`,
    queryTooLong: (most: number) =>
      `This view’s address is longer than the ${count(most)} characters that are kept.`,
  },
  export: 'Export as JSON',
  import: 'Import JSON',
  imported: (views: number) => `Imported ${count(views)} ${plural(views, 'view', 'views')}.`,
  badFile: {
    noJson: 'That file is not JSON.',
    noViews: 'That file holds no saved views. Choose one that “Export as JSON” made.',
    tooMany: 'That file holds more views than a project keeps.',
  },
  badView: (place: number) =>
    `View ${place} of that file has no name or no address that could be kept. Nothing was imported.`,
}
