import { late, whenIdle } from './core/late.tsx'
import { PictureFormats } from './features/charts/PictureMenu.tsx'
import { ExportMenu } from './features/export/Export.tsx'
import { Facets } from './features/filters/FacetMenus.tsx'
import { PortPanel } from './features/port-panel/PanelPlace.tsx'
import { SavedViewsMenu } from './features/saved-views/SavedViews.tsx'
import { TableSettingsMenu } from './features/table/TableSettings.tsx'

// What a reader may open at the desk. None of it is in the first load, and all of it is there a moment after the rows, so
// that whatever is opened is there at once.

export const CommandPalette = late(async () => (await import('./CommandPalette.tsx')).CommandPalette)
export const HelpDialog = late(async () => (await import('./features/help/HelpDialog.tsx')).HelpDialog)

export const HowToImport = late(async () => (await import('./features/scope/HowToImport.tsx')).HowToImport)

const AHEAD = [
  PortPanel,
  Facets,
  ExportMenu,
  SavedViewsMenu,
  TableSettingsMenu,
  PictureFormats,
  CommandPalette,
  HelpDialog,
  HowToImport,
]

/** To be given back to `useEffect` when the rows are there. */
export const fetchLateParts = () =>
  whenIdle(() => {
    for (const part of AHEAD) part.fetch()
  })
