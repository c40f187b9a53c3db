import { ChevronDown } from 'lucide-react'
import { useMemo } from 'react'

import { rowsOfEntries } from '#analysis/fold.ts'
import { findRow } from '#analysis/row-set.ts'
import { scoreRows, scoreWithout } from '#analysis/score.ts'
import { usePorts } from '#dashboard/core/ports-context.tsx'
import { useView, useViewActions } from '#dashboard/core/view-context.tsx'
import { NO_FIGURE } from '#i18n/format.ts'
import { useI18n } from '#i18n/i18n.ts'
import { Button } from '#ui/Button.tsx'
import { Help } from '#ui/Popover.tsx'

import { ScoreBreakdown } from './ScoreBreakdown.tsx'
import { ScoreWeights } from './ScoreWeights.tsx'

/**
 * The score of the shown ports: in one line, with its breakdown when the reader opens it. Weights and what is left out
 * are in the address, so a link shows the same sum. It follows the table as the charts do.
 */
export function ScoreCard() {
  const { t, f } = useI18n()
  const actions = useViewActions()
  const { weights, without, score: shares } = useView().view
  const isOpen = shares === 'open'
  const { isRead, set, listed, breakdown } = usePorts()
  const rows = useMemo(() => rowsOfEntries(listed, breakdown.matches), [listed, breakdown])
  const score = useMemo(() => scoreRows(set, rows, weights), [set, rows, weights])
  const left = useMemo(
    () =>
      new Set(
        without
          .map(({ port, type }) => findRow(set, port, type))
          .map((row) => (row === -1 ? -1 : rows.indexOf(row)))
          .filter((place) => place !== -1),
      ),
    [set, rows, without],
  )
  const rest = scoreWithout(score, left)

  return (
    <>
      <div
        className={`flex flex-wrap items-center gap-x-3 gap-y-1 ${isOpen ? 'min-h-12 px-4.5 py-2' : 'min-h-8'}`}
      >
        <h2 className="font-[600]">{t.score.label}</h2>
        <Help name={t.score.explain}>
          {t.score.help.map((text) => (
            <p key={text}>{text}</p>
          ))}
        </Help>
        <output className="flex flex-wrap items-baseline gap-x-2">
          <span
            className={`tabular text-title font-[650] ${left.size > 0 ? 'text-muted line-through decoration-1' : ''}`}
          >
            {isRead ? f.tenths(score.total) : NO_FIGURE}
          </span>
          {left.size > 0 && (
            <>
              <span className="tabular text-title font-[650]">{f.tenths(rest)}</span>
              <span className="tabular text-muted">
                {`${t.score.without(left.size)} (−${f.tenths(score.total - rest)})`}
              </span>
            </>
          )}
        </output>
        {left.size > 0 && (
          <Button look="plain" onClick={() => actions.change({ without: null })}>
            {t.score.reset}
          </Button>
        )}
        <p className="text-muted max-md:order-last max-md:basis-full max-sm:text-small">{t.score.aid}</p>
        <Button
          look="plain"
          className="-mr-2.5 ml-auto"
          aria-expanded={isOpen}
          onClick={() => actions.change({ score: isOpen ? null : 'open' })}
        >
          {isOpen ? t.score.hide : t.score.show}
          <ChevronDown aria-hidden className={`size-3.5 ${isOpen ? 'rotate-180' : ''}`} />
        </Button>
      </div>
      {isOpen && isRead && (
        <div className="grid grid-cols-[minmax(0,1fr)] border-t border-line lg:grid-cols-[minmax(0,1fr)_18rem]">
          <ScoreBreakdown score={score} left={left} />
          <ScoreWeights weights={weights} onChange={(weights) => actions.change({ weights })} />
        </div>
      )}
    </>
  )
}
