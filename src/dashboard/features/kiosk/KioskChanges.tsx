import { Fragment } from 'react'

import { countKinds, kindOf, worstPorts } from '#analysis/changes.ts'
import { ChangedPort } from '#dashboard/core/ChangedPort.tsx'
import { usePorts } from '#dashboard/core/ports-context.tsx'
import { rowId } from '#dashboard/core/row-id.ts'
import { sinceText } from '#dashboard/core/since-text.ts'
import { useComparison } from '#dashboard/core/use-comparison.ts'
import { useView } from '#dashboard/core/view-context.tsx'
import { useI18n } from '#i18n/i18n.ts'
import { Card } from '#ui/Card.tsx'

/** As many kinds, and ports of each, as are read at a glance. */
const KINDS = 3
const NAMES = 2

/** Changes, the most urgent kind first: how many, and the worst ports by name. */
export function KioskChanges() {
  const i18n = useI18n()
  const { t, f } = i18n
  const { category } = useView().view
  const { knowledge } = usePorts()
  const { since, answer, changes, isFirst } = useComparison()
  const text = isFirst
    ? t.changes.first
    : changes !== undefined
      ? changes.length === 0 && t.changes.none
      : answer.isError
        ? t.changes.failed
        : t.changes.comparing
  const kinds = countKinds(isFirst ? [] : (changes ?? []))
  return (
    <Card label={t.changes.title} className="grid content-start gap-[0.4em] px-[0.9em] py-[0.6em]">
      <h2 className="text-muted">
        {t.changes.title} <span className="text-[0.8em]">{sinceText(i18n, since)}</span>
      </h2>
      {text !== false && <p className="text-[1.2em]">{text}</p>}
      {kinds.slice(0, KINDS).map(({ kind, count }) => (
        <div key={kind} className="grid grid-cols-[2.6em_minmax(0,1fr)] items-baseline gap-x-[0.5em]">
          <p className="tabular text-right text-[1.6em] leading-[1.15] font-[650]">{f.count(count)}</p>
          <div>
            <p>{t.changes.kindsOf[category][kind]}</p>
            <p className="truncate text-[0.8em] text-muted">
              {worstPorts(
                (changes ?? []).filter((change) => kindOf(change) === kind),
                knowledge,
              )
                .slice(0, NAMES)
                .map((change, i) => (
                  <Fragment key={rowId(change)}>
                    {i > 0 && ', '}
                    <ChangedPort change={change} />
                  </Fragment>
                ))}
            </p>
          </div>
        </div>
      ))}
    </Card>
  )
}
