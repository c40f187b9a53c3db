import { useCallback, useRef } from 'react'

import { rowsOfChosen, statusFacets, typeFacets } from '#analysis/breakdown.ts'
import type { Facet } from '#analysis/breakdown.ts'
import { completeQuery } from '#analysis/query/complete.ts'
import { printTerm } from '#analysis/query/query.ts'
import type { SnapshotMark } from '#contract/port-statistics.ts'
import type { Selection } from '#contract/scope.ts'
import { Button } from '#ui/Button.tsx'
import { ChoiceMenu } from '#ui/ChoiceMenu.tsx'
import { Pill } from '#ui/Pill.tsx'
import { StatusMark } from '#ui/StatusMark.tsx'

import { ExportMenu } from './ExportMenu.tsx'
import { SavedViews } from './SavedViews.tsx'
import { SearchField } from './SearchField.tsx'
import type { Ports } from './use-ports.ts'
import type { View, ViewActions } from './use-view.ts'
import { isFiltered, queryParameters, searchText } from './view.ts'
import { statusLabel, useWords } from './words.ts'

/** Which ports are shown: by number, by type, by risk. What is chosen stands beside it and goes with a click. */
export function FilterBar({
  ports,
  selection,
  mark,
  view,
  actions,
}: {
  ports: Ports
  selection: Selection
  mark: SnapshotMark | null
  view: View
  actions: ViewActions
}) {
  const { m, f } = useWords()
  const { filter, breakdown, set, knowledge } = ports
  const { types, statuses } = filter
  const bar = useRef<HTMLElement>(null)
  /** What was clicked goes away with its filter: the focus stays here instead of falling out of the page. */
  const keepFocus = () => bar.current?.focus({ preventScroll: true })
  const complete = useCallback(
    (text: string, caret: number) =>
      completeQuery(text, caret, { set, indices: rowsOfChosen(set, types, statuses), knowledge }),
    [set, types, statuses, knowledge],
  )
  const choices = (facets: readonly Facet[], labelOf: (word: string) => string) =>
    facets.map(({ word, rows, chosen }) => ({
      value: word,
      label: labelOf(word),
      count: f.count(rows),
      name: m.filter.facet(labelOf(word), f.count(rows)),
      chosen,
    }))
  const typeLabel = (word: string) => (word === '' ? '–' : word)
  const riskLabel = (word: string) => statusLabel(m, word)

  return (
    <search
      ref={bar}
      tabIndex={-1}
      aria-label={m.filter.label}
      className="top-(--header-height) z-10 bg-page lg:sticky"
    >
      <div className="flex min-h-(--bar-height) flex-wrap items-center gap-2 px-3.5 py-3 md:px-6 lg:flex-nowrap">
        <SearchField query={filter.query} complete={complete} onType={actions.type} />
        <ChoiceMenu
          label={m.filter.type}
          summary={filter.types.length === 0 ? m.filter.all : m.filter.chosen(filter.types.map(typeLabel))}
          choices={choices(typeFacets(breakdown, filter, set), typeLabel)}
          onToggle={(word) => actions.choose({ type: toggled(filter.types, word) })}
        />
        <ChoiceMenu
          label={m.filter.risk}
          summary={
            filter.statuses.length === 0 ? m.filter.all : m.filter.chosen(filter.statuses.map(riskLabel))
          }
          choices={choices(statusFacets(breakdown, filter, set), riskLabel).map((choice) => ({
            ...choice,
            mark: <StatusMark status={choice.value} coloured />,
          }))}
          onToggle={(word) => actions.choose({ status: toggled(filter.statuses, word) })}
        />
        {isFiltered(filter) && (
          <div className="flex min-w-0 items-center gap-2 max-lg:flex-wrap lg:-my-1 lg:overflow-x-auto lg:p-1">
            {filter.query.map((term, i) => (
              <FilterPill
                key={printTerm(term)}
                label={m.filter.pill.term(searchText([term]))}
                onRemove={() => {
                  keepFocus()
                  actions.choose(queryParameters(filter.query.toSpliced(i, 1)))
                }}
              />
            ))}
            {filter.types.map((word) => (
              <FilterPill
                key={word}
                label={m.filter.pill.type(typeLabel(word))}
                onRemove={() => {
                  keepFocus()
                  actions.choose({ type: toggled(filter.types, word) })
                }}
              />
            ))}
            {filter.statuses.map((word) => (
              <FilterPill
                key={word}
                label={m.filter.pill.risk(riskLabel(word))}
                onRemove={() => {
                  keepFocus()
                  actions.choose({ status: toggled(filter.statuses, word) })
                }}
              />
            ))}
            <Button
              look="plain"
              onClick={() => {
                keepFocus()
                actions.clear()
              }}
            >
              {m.filter.clearAll}
            </Button>
          </div>
        )}
        <SavedViews view={view} selection={selection} actions={actions} />
        <ExportMenu
          ports={ports}
          selection={selection}
          mark={mark}
          onFreeze={view.snapshot !== null ? undefined : (snapshot) => actions.change({ snapshot })}
        />
      </div>
    </search>
  )
}

function FilterPill({ label, onRemove }: { label: string; onRemove: () => void }) {
  const { m } = useWords()
  return <Pill label={label} removeLabel={m.filter.remove(label)} onRemove={onRemove} />
}

const toggled = (words: readonly string[], word: string): string[] =>
  words.includes(word) ? words.filter((other) => other !== word) : [...words, word]
