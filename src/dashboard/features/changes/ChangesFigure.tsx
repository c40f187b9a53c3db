import { ChevronDown } from 'lucide-react'
import { Fragment } from 'react'

import type { ChangeKind } from '#analysis/change-kinds.ts'
import { countKinds, kindOf, worstPorts } from '#analysis/changes.ts'
import type { ListedChange } from '#analysis/listed-changes.ts'
import { ChangedPort } from '#dashboard/core/ChangedPort.tsx'
import { usePorts } from '#dashboard/core/ports-context.tsx'
import { rowId } from '#dashboard/core/row-id.ts'
import { openRow } from '#dashboard/core/row-place.ts'
import { useComparison } from '#dashboard/core/use-comparison.ts'
import { useView, useViewActions } from '#dashboard/core/view-context.tsx'
import { useI18n } from '#i18n/i18n.ts'
import { Button } from '#ui/Button.tsx'
import { Skeleton } from '#ui/Card.tsx'

import { MomentsMenu } from './MomentsMenu.tsx'

/** Of these ports are named; of the others a number says enough beside the figures. */
const NAMED_KINDS: ReadonlySet<ChangeKind> = new Set(['opened', 'reopened', 'relabelled', 'servers'])
const LINES = 2
/** Ports in a line: more do not fit. */
const NAMES = 3

/** Changes: opened ports and their servers by name, the others by number. Each kind leads to its changes. */
export function ChangesFigure() {
  const { t } = useI18n()
  const { view } = useView()
  const actions = useViewActions()
  const { since, answer, changes, isFirst } = useComparison()
  const isOpen = view.since !== null
  const counts = countKinds(isFirst ? [] : (changes ?? []))
  const named = counts.filter(({ kind }) => NAMED_KINDS.has(kind)).slice(0, LINES)
  const others = counts.filter((count) => !named.includes(count))
  return (
    <>
      <div className="flex h-6 items-center gap-2">
        <h2 className="shrink-0">
          <button
            type="button"
            aria-expanded={isOpen}
            className="touchable inline-flex h-6 items-center gap-1 text-muted hover:text-text"
            onClick={() => actions.change({ since: isOpen ? null : since, kind: null })}
          >
            {t.changes.title}
            <ChevronDown aria-hidden className={`size-3.5 ${isOpen ? 'rotate-180' : ''}`} />
          </button>
        </h2>
        <MomentsMenu />
        {others.length > 0 && (
          <p className="min-w-0 truncate leading-6 text-muted">
            {others.map((count, i) => (
              <Fragment key={count.kind}>
                {i > 0 && ' · '}
                <Kind {...count} />
              </Fragment>
            ))}
          </p>
        )}
      </div>
      <div className="h-15 pt-1.5 leading-6" aria-busy={answer.isPending || answer.isPlaceholderData}>
        {isFirst ? (
          <p className="text-muted">{t.changes.first}</p>
        ) : changes !== undefined ? (
          <>
            {named.map((count) => (
              <p key={count.kind} className="truncate">
                <Kind {...count} />{' '}
                <Names changes={changes.filter((change) => kindOf(change) === count.kind)} />
              </p>
            ))}
            {counts.length === 0 && (
              <p className="text-muted">
                {answer.data?.changes.length === 0 ? t.changes.none : t.changes.noneShown}
              </p>
            )}
          </>
        ) : answer.isError ? (
          <p>
            {t.changes.failed}{' '}
            <Button look="link" onClick={() => void answer.refetch()}>
              {t.common.retry}
            </Button>
          </p>
        ) : (
          answer.isLoading && <Skeleton className="mt-1.5 h-3 w-3/4" />
        )}
      </div>
    </>
  )
}

/** The worst ports of some changes, each opens its panel. */
function Names({ changes }: { changes: readonly ListedChange[] }) {
  const ports = usePorts()
  const { view } = useView()
  const actions = useViewActions()
  const worst = worstPorts(changes, ports.knowledge)
  return (
    <>
      {worst.slice(0, NAMES).map((change, i) => (
        <Fragment key={rowId(change)}>
          {i > 0 && ', '}
          <button
            type="button"
            className="touchable text-accent hover:underline"
            data-opens={rowId(change)}
            onClick={() => actions.change(openRow(ports, view, change))}
          >
            <ChangedPort change={change} />
          </button>
        </Fragment>
      ))}
      {worst.length > NAMES && ', …'}
    </>
  )
}

/** How many changes there are of a kind; shows them. */
function Kind({ kind, count }: { kind: ChangeKind; count: number }) {
  const { t } = useI18n()
  const { since } = useComparison()
  const { category } = useView().view
  const actions = useViewActions()
  return (
    <button
      type="button"
      className="touchable hover:underline"
      title={t.changes.show}
      onClick={() => actions.change({ since, kind })}
    >
      {t.changes.counted[category][kind](count)}
    </button>
  )
}
