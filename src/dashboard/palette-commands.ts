import type { Filter } from '#analysis/breakdown.ts'
import { drop, facetValue, include, standingOf } from '#analysis/choice.ts'
import { CLASSES } from '#analysis/class-table.ts'
import { DIMENSIONS, PORT_RANGES } from '#analysis/dimensions.ts'
import type { Dimension } from '#analysis/dimensions.ts'
import { COLUMNS } from '#analysis/order.ts'
import { parseQuery } from '#analysis/query/parse.ts'
import { findRow } from '#analysis/row-set.ts'
import type { RowSet } from '#analysis/row-set.ts'
import type { Messages } from '#i18n/en/core.ts'
import type { TakeAwayWords } from '#i18n/en/export.ts'
import type { PaletteWords } from '#i18n/en/palette.ts'
import { chooseLanguage } from '#i18n/messages.ts'
import { chooseTheme, LANGUAGES, THEMES } from '#preferences.ts'
import { DENSITIES, queryParameters, toggledColumn } from '#view/parameters.ts'
import { RARE_VIEW } from '#view/rare.ts'
import type { View, ViewActions } from '#view/use-view.ts'

import { facetLabel } from './core/facet-labels.ts'
import { openRow } from './core/row-place.ts'
import type { Ports } from './core/use-ports.ts'
import { copiesOf, FILES } from './features/export/export-kinds.ts'
import { copy, download } from './features/export/export.ts'
import type { TakeAway } from './features/export/export.ts'
import type { Command } from './features/palette/command.ts'

export type CommandContext = {
  m: Messages
  words: PaletteWords
  takeAwayWords: TakeAwayWords
  ports: Ports
  view: View
  actions: ViewActions
  /** What an export takes: the picked rows, or all that match. */
  takeAway: TakeAway
  onHelp: () => void
  onWall: () => void
}

/** Everything that the palette offers while nothing is typed, in the order of the page. */
export function commandsOf(context: CommandContext): Command[] {
  const { m, words: own, takeAwayWords, ports, view, actions, takeAway, onHelp, onWall } = context
  const { filter, set } = ports
  const words: Record<Dimension, readonly string[]> = {
    type: set.types,
    status: set.statuses,
    class: CLASSES.filter((word) => word !== undefined),
    range: PORT_RANGES.map(({ name }) => name),
  }
  const about = { type: m.filter.type, status: m.filter.risk, class: m.values.class, range: m.values.range }
  const toggle = (dimension: Dimension, word: string): Filter => {
    const value = facetValue(dimension, word)
    return (standingOf(filter, value) === 'included' ? drop : include)(filter, value)
  }
  return [
    { name: m.charts.rare, about: own.view, run: () => actions.choose(RARE_VIEW) },
    { name: m.changes, about: own.view, run: () => actions.change({ since: 'last', kind: null }) },
    { name: m.filter.clearAll, about: own.view, run: actions.clear },
    ...DIMENSIONS.flatMap((dimension) =>
      words[dimension]
        .filter((word) => word !== '')
        .map((word) => ({
          name: facetLabel(m, dimension, word),
          about: about[dimension],
          run: () => actions.filterBy({ filter: toggle(dimension, word), off: view.off }),
        })),
    ),
    ...COLUMNS.flatMap((column) =>
      [false, true].map((descending) => ({
        name: `${m.table.columns[column]}, ${descending ? m.table.descending : m.table.ascending}`,
        about: own.sort,
        run: () => actions.choose({ sort: [{ column, descending }] }),
      })),
    ),
    ...(ports.isRead ? FILES : []).map((kind) => ({
      name: takeAwayWords.file[kind].name,
      about: takeAwayWords.files,
      run: () => download(kind, takeAway),
    })),
    ...(ports.isRead ? copiesOf(takeAway.picked !== null, takeAway.programsAsk) : []).map((kind) => ({
      name: takeAwayWords.copy[kind].name,
      about: takeAwayWords.copies,
      run: async () => {
        await copy(kind, takeAway)
        return m.takeAway.copied
      },
    })),
    ...COLUMNS.filter((column) => column !== 'port').map((column) => ({
      name: m.table.columns[column],
      about: m.table.shownColumns,
      run: () => actions.change({ cols: toggledColumn(view, column) }),
    })),
    ...DENSITIES.map((density) => ({
      name: m.table.densities[density],
      about: m.table.density,
      run: () => actions.change({ density }),
    })),
    ...THEMES.map((theme) => ({
      name: m.header.themes[theme],
      about: m.header.theme,
      run: () => chooseTheme(theme),
    })),
    ...LANGUAGES.map(({ value, label }) => ({
      name: label,
      about: m.header.language,
      run: () => chooseLanguage(value),
    })),
    { name: own.wall, about: own.view, run: onWall },
    { name: m.help.title, about: own.view, run: onHelp },
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

function portsToGoTo({ words, ports, view, actions }: CommandContext, text: string): Command[] {
  if (!/^\d{1,5}$/.test(text)) return []
  const port = Number(text)
  return typesOf(ports.set, port).map((type) => ({
    name: words.goTo(port, type),
    about: words.go,
    run: () => actions.change(openRow(ports, view.size, { port, type })),
  }))
}

const typesOf = (set: RowSet, port: number): string[] =>
  set.types.filter((type) => type !== '' && findRow(set, port, type) !== -1)

function searchFor({ words, actions }: CommandContext, text: string): Command[] {
  const parsed = parseQuery(text)
  if (!parsed.ok) return []
  return [
    {
      name: words.searchFor(text),
      about: words.go,
      run: () => actions.choose(queryParameters(parsed.query)),
    },
  ]
}
