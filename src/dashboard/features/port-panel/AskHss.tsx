import type { PortRow } from '#contract/port-row.ts'
import type { Category } from '#contract/scope.ts'
import { HssRefusal } from '#dashboard/core/HssRefusal.tsx'
import { useChosenScope } from '#dashboard/core/scope-context.tsx'
import { useSyncStatus } from '#dashboard/core/use-sync-status.ts'
import { useAsk } from '#data/hss.ts'
import { useMayChange } from '#data/session.ts'
import type { PortPanelTexts } from '#i18n/en/port-panel.ts'
import { useI18n } from '#i18n/i18n.ts'
import { usePortPanelTexts } from '#i18n/port-panel.ts'
import { statusLabel } from '#terms/status-label.ts'
import { Button } from '#ui/Button.tsx'
import { StatusBadge } from '#ui/StatusMark.tsx'

/** Asks HSS itself about the port, with one call of its quota, and holds the answer against the row that is shown. */
export function AskHss({
  port,
  type,
  row,
  readTo,
}: {
  port: number
  type: string
  /** As it is shown; null when it is not open there. */
  row: PortRow | null
  /** When it was read from HSS. */
  readTo: string
}) {
  const { f } = useI18n()
  const texts = usePortPanelTexts()
  const { scopeQuery } = useChosenScope()
  const { project, now, until } = useSyncStatus(scopeQuery, null)
  const ask = useAsk()
  const quota = project?.quota
  const freeAt = quota && quota.left === 0 && Date.parse(quota.freeAt) > now ? quota.freeAt : null
  const mayAsk = useMayChange(scopeQuery.project)
  const isDisabled = ask.isPending || freeAt !== null || !mayAsk
  const answer = ask.data
  const asked = answer?.rows.find((one) => one.type === type) ?? null

  return (
    <section aria-label={texts.check.label} className="grid gap-2 border-b border-line px-4.5 py-3.5">
      <div className="flex flex-wrap items-center gap-x-3 gap-y-1.5">
        <Button
          aria-disabled={isDisabled}
          aria-describedby="ask-quota"
          className="aria-disabled:cursor-default aria-disabled:text-faint"
          onClick={() => {
            if (!isDisabled) ask.mutate({ scope: scopeQuery, port })
          }}
        >
          {ask.isPending ? texts.check.checking : texts.check.button}
        </Button>
        <p id="ask-quota" className="tabular min-w-0 grow basis-40 text-small text-muted">
          {!mayAsk
            ? texts.check.operatorsOnly
            : freeAt !== null
              ? texts.check.exhausted(f.time(freeAt), until(freeAt))
              : quota && texts.check.left(quota.left)}
        </p>
      </div>
      {/* oxlint-disable-next-line jsx-a11y/prefer-tag-over-role -- an output may hold no list */}
      <div role="status" className="grid gap-1.5 empty:-mt-2">
        {ask.isError && <HssRefusal title={texts.check.failed} error={ask.error} />}
        {answer && (
          <>
            <p className="font-[550]">{verdict(texts, row, asked, f.time(answer.at))}</p>
            {!isSame(row, asked) && (
              <dl className="grid grid-cols-[auto_1fr] items-center gap-x-3 gap-y-1">
                <Version name={texts.check.now} row={asked} category={scopeQuery.category} />
                <Version name={texts.check.kept(f.time(readTo))} row={row} category={scopeQuery.category} />
              </dl>
            )}
          </>
        )}
      </div>
    </section>
  )
}

/** The row as one of the two has it. */
function Version({ name, row, category }: { name: string; row: PortRow | null; category: Category }) {
  const { t } = useI18n()
  const texts = usePortPanelTexts()
  return (
    <>
      <dt className="text-muted">{name}</dt>
      <dd className="tabular flex items-center gap-2">
        {row === null ? (
          texts.check.notOpen
        ) : (
          <>
            {texts.check.servers(row.servers, category)}
            <StatusBadge status={row.status} label={statusLabel(t.terms, row.status)} />
          </>
        )}
      </dd>
    </>
  )
}

const isSame = (a: PortRow | null, b: PortRow | null): boolean =>
  a?.servers === b?.servers && a?.status === b?.status

function verdict(
  { check }: PortPanelTexts,
  row: PortRow | null,
  asked: PortRow | null,
  time: string,
): string {
  if (asked === null) return row === null ? check.stillClosed(time) : check.closed(time)
  return isSame(row, asked) ? check.same(time) : check.differs(time)
}
