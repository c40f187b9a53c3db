import { rowOf } from '#analysis/changes.ts'
import type { ListedChange } from '#analysis/listed-changes.ts'
import { SERVER_CAUSES } from '#contract/changes.ts'
import type { Change } from '#contract/changes.ts'
import { useI18n } from '#i18n/i18n.ts'
import { familiesOf } from '#ui/ProtocolTag.tsx'

/**
 * How many servers have a port, from how many, and why. Of two address families each tells its own, since many servers have both;
 * where they tell the same, once.
 */
export function ServerMoves({ change }: { change: ListedChange }) {
  const { t } = useI18n()
  const { before, after, parts, most } = change
  if (parts === undefined) return <Moves change={change} hasKind />
  const { servers } = rowOf(change)
  if (before === null || after === null)
    return (
      <span title={most === servers ? undefined : t.table.betweenHint}>
        {t.table.between(servers, most ?? servers)}
      </span>
    )
  const [first, second] = parts
  const isSame = first !== undefined && second !== undefined && sameMoves(first, second)
  return parts.slice(0, isSame ? 1 : undefined).map((part) => (
    <span key={part.type} className="block">
      <Moves change={part} family={parts.length > 1 && !isSame ? (familiesOf([part.type])[0] ?? '') : ''} />
    </span>
  ))
}

const sameMoves = (a: Change, b: Change): boolean =>
  a.before?.servers === b.before?.servers &&
  a.after?.servers === b.after?.servers &&
  SERVER_CAUSES.every((cause) => a.servers[cause] === b.servers[cause])

/** @param family is named first. @param hasKind whether its kind already tells the cause of a row that came or went. */
function Moves({
  change,
  family = '',
  hasKind = false,
}: {
  change: Change
  family?: string
  hasKind?: boolean
}) {
  const { t, f } = useI18n()
  const { before, after, servers } = change
  const difference = before && after ? after.servers - before.servers : 0
  const causes = SERVER_CAUSES.flatMap((cause) => {
    const moved = servers[cause]
    return moved === undefined ? [] : [t.changes.moved[cause](f.difference(moved))]
  })
  const isTold = hasKind && (before === null || after === null)
  return (
    <>
      <span className="whitespace-nowrap">
        {family !== '' && <span className="text-muted">{family} </span>}
        {before !== null && difference !== 0 && (
          <span className="text-muted">
            {f.count(before.servers)} <span aria-hidden>→</span>
            <span className="sr-only">{t.changes.to}</span>{' '}
          </span>
        )}
        {f.count(rowOf(change).servers)}
      </span>
      {causes.length > Number(isTold) && (
        <span className="ml-2 text-muted max-sm:ml-0 max-sm:block max-sm:text-xs">
          {causes.map((cause, i) => (
            <span key={cause} className="whitespace-nowrap max-sm:block">
              {i > 0 && <span className="max-sm:sr-only">, </span>}
              {cause}
            </span>
          ))}
        </span>
      )}
    </>
  )
}
