import { late, whenIdle } from './late.tsx'

// What a reader may open at the desk. None of it is in the first load, and all of it is there a moment after the rows, so
// that whatever is opened is there at once.

export const PortPanel = late(async () => (await import('./panel/PortPanel.tsx')).PortPanel)
export const Facets = late(async () => (await import('./filter/Facets.tsx')).Facets)
export const ExportMenu = late(async () => (await import('./take-away/ExportMenu.tsx')).ExportMenu)
export const SavedViewsMenu = late(async () => (await import('./links/SavedViewsMenu.tsx')).SavedViewsMenu)
export const TableSettingsMenu = late(
  async () => (await import('./table/TableSettingsMenu.tsx')).TableSettingsMenu,
)
export const PictureFormats = late(async () => (await import('./charts/PictureFormats.tsx')).PictureFormats)
export const Palette = late(async () => (await import('./help/Palette.tsx')).Palette)
export const HelpDialog = late(async () => (await import('./help/HelpDialog.tsx')).HelpDialog)

export const HowToImport = late(async () => (await import('./scope/HowToImport.tsx')).HowToImport)

const AHEAD = [
  PortPanel,
  Facets,
  ExportMenu,
  SavedViewsMenu,
  TableSettingsMenu,
  PictureFormats,
  Palette,
  HelpDialog,
  HowToImport,
  { fetch: () => void import('#data/later-api.ts').catch(() => undefined) }, // what they ask the server with
]

/** To be given back to `useEffect` when the rows are there. */
export const fetchLateParts = () =>
  whenIdle(() => {
    for (const part of AHEAD) part.fetch()
  })
