import type { Filter } from '#analysis/breakdown.ts'
import { drop, facetValue, include, standingOf } from '#analysis/choice.ts'
import { DIMENSIONS, PORT_RANGES } from '#analysis/dimensions.ts'
import type { Dimension } from '#analysis/dimensions.ts'
import { COLUMNS } from '#analysis/order.ts'
import { parseQuery } from '#analysis/query/parse.ts'
import { findRow } from '#analysis/row-set.ts'
import { CLASSES } from '#analysis/socket-table.ts'
import type { Messages } from '#i18n/en.ts'
import { EXPORT_TEXTS } from '#i18n/export.ts'
import { chooseLanguage } from '#i18n/i18n.ts'
import { TIERS } from '#knowledge/dangerous-ports.ts'
import { chooseTheme, language, LANGUAGES, THEMES } from '#preferences.ts'
import { DENSITIES, queryParameters, showView } from '#view/parameters.ts'
import { RARE_VIEW } from '#view/rare.ts'
import { DEFAULT_SINCE } from '#view/since.ts'
import { TABLE_COLUMNS, toggledColumn } from '#view/table-columns.ts'
import type { ViewActions } from '#view/use-address.ts'
import type { View } from '#view/view.ts'

import { facetLabel } from './core/facet-labels.ts'
import { keyOf } from './core/port-rows.ts'
import type { Ports } from './core/ports-context.tsx'
import { openRow } from './core/row-place.ts'
import { copiesOf, FILES } from './features/export/export-kinds.ts'
import { copy, download } from './features/export/export.ts'
import type { ExportSource } from './features/export/export.ts'
import type { Command } from './features/palette/command.ts'

type CommandContext = {
  t: Messages
  ports: Ports
  view: View
  actions: ViewActions
  /** What an export takes: the selected rows, or all that match. */
  source: ExportSource
  onHelp: () => void
  onKiosk: () => void
  /** Null for those who may not edit alert rules. */
  onAlerts: (() => void) | null
  /** Null for those who may not import scans. */
  onImport: (() => void) | null
}

/** Everything that the palette offers while nothing is typed, in the order of the page. */
function commandsOf(context: CommandContext): Command[] {
  const { t, ports, view, actions, source, onHelp, onKiosk, onAlerts, onImport } = context
  const exportTexts = EXPORT_TEXTS[language.get()]
  const { filter, set } = ports
  const words: Record<Dimension, readonly string[]> = {
    type: set.types,
    status: set.statuses,
    tier: TIERS,
    class: CLASSES.filter((word) => word !== undefined),
    range: PORT_RANGES.map(({ name }) => name),
  }
  const about = {
    type: t.filters.type,
    status: t.filters.risk,
    tier: t.filters.tier,
    class: t.filters.class,
    range: t.filters.range,
  }
  const toggle = (dimension: Dimension, word: string): Filter => {
    const value = facetValue(dimension, word)
    return (standingOf(filter, value) === 'included' ? drop : include)(filter, value)
  }
  return [
    { name: t.table.views.ports, about: t.palette.view, run: () => actions.change(showView(null)) },
    {
      name: t.table.views.serversOf[view.category],
      about: t.palette.view,
      run: () => actions.change(showView('servers')),
    },
    { name: t.charts.rare, about: t.palette.view, run: () => actions.choose(RARE_VIEW) },
    {
      name: t.changes.title,
      about: t.palette.view,
      run: () => actions.change({ since: DEFAULT_SINCE, kind: null }),
    },
    { name: t.charts.numbers, about: t.palette.view, run: () => actions.change({ numbers: 'open' }) },
    { name: t.filters.clearAll, about: t.palette.view, run: actions.clear },
    ...DIMENSIONS.flatMap((dimension) =>
      words[dimension]
        .filter((word) => word !== '')
        .map((word) => ({
          name: facetLabel(t, dimension, word),
          about: about[dimension],
          run: () => actions.filterBy({ filter: toggle(dimension, word), off: view.off }),
        })),
    ),
    ...COLUMNS.flatMap((column) =>
      [false, true].map((descending) => ({
        name: `${t.table.columns[column]}, ${descending ? t.table.descending : t.table.ascending}`,
        about: t.palette.sort,
        run: () => actions.choose({ sort: [{ column, descending }] }),
      })),
    ),
    ...(ports.isRead && view.view === null ? FILES : []).map((kind) => ({
      name: exportTexts.file[kind].name,
      about: exportTexts.files,
      run: () => download(kind, source),
    })),
    ...(ports.isRead && view.view === null ? copiesOf(source.selected !== null, source.apiUrl) : []).map(
      (kind) => ({
        name: exportTexts.copy[kind].name,
        about: exportTexts.copies,
        run: async () => {
          await copy(kind, source)
          return t.common.copied
        },
      }),
    ),
    ...TABLE_COLUMNS.filter((column) => column !== 'port').map((column) => ({
      name: t.table.columns[column],
      about: t.table.shownColumns,
      run: () => actions.change({ cols: toggledColumn(view.cols, column) }),
    })),
    {
      name: t.table.fold,
      about: t.palette.view,
      run: () => actions.choose({ fold: view.fold === null ? 'no' : null }),
    },
    ...DENSITIES.map((density) => ({
      name: t.table.densities[density],
      about: t.table.density,
      run: () => actions.change({ density }),
    })),
    ...THEMES.map((theme) => ({
      name: t.header.themes[theme],
      about: t.header.theme,
      run: () => chooseTheme(theme),
    })),
    ...LANGUAGES.map(({ value, label }) => ({
      name: label,
      about: t.header.language,
      run: () => chooseLanguage(value),
    })),
    { name: t.palette.kiosk, about: t.palette.view, run: onKiosk },
    ...(onAlerts === null ? [] : [{ name: t.header.alerts, about: t.palette.view, run: onAlerts }]),
    ...(onImport === null ? [] : [{ name: t.scope.importScan, about: t.palette.go, run: onImport }]),
    { name: t.header.help, about: t.palette.view, run: onHelp },
  ]
}

/**
 * The commands that a text means: a port to go to, what its words are in, and the search for it. Every word has to be
 * in the name or the kind.
 */
export function findCommands(context: CommandContext, text: string): Command[] {
  const words = text.toLowerCase().split(/\s+/).filter(Boolean)
  const found = commandsOf(context).filter(({ name, about }) =>
    words.every((word) => `${about} ${name}`.toLowerCase().includes(word)),
  )
  if (words.length === 0) return found
  return [...portsToGoTo(context, text.trim()), ...found, ...searchFor(context, text.trim())]
}

function portsToGoTo({ t, ports, view, actions }: CommandContext, text: string): Command[] {
  if (!/^\d{1,5}$/.test(text)) return []
  const port = Number(text)
  return typesOf(ports, port).map((type) => ({
    name: t.palette.goTo(port, type),
    about: t.palette.go,
    run: () => actions.change(openRow(ports, view, { port, type })),
  }))
}

/** Under what the table lists a port: its protocols, or its types. */
const typesOf = ({ set, listed }: Ports, port: number): string[] => {
  const open = set.types.filter((type) => type !== '' && findRow(set, port, type) !== -1)
  return [...new Set(open.map((type) => keyOf(listed, { port, type }).type))]
}

function searchFor({ t, actions }: CommandContext, text: string): Command[] {
  const parsed = parseQuery(text)
  if (!parsed.ok) return []
  return [
    {
      name: t.palette.searchFor(text),
      about: t.palette.go,
      run: () => actions.choose(queryParameters(parsed.query)),
    },
  ]
}
