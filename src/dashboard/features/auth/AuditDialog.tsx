import type { AuditEntry } from '#contract/audit.ts'
import { QueryState } from '#dashboard/core/QueryState.tsx'
import { useAudit } from '#data/audit.ts'
import { useI18n } from '#i18n/i18n.ts'
import { Button } from '#ui/Button.tsx'
import { Skeleton } from '#ui/Card.tsx'
import { Dialog } from '#ui/Dialog.tsx'

/** Who signed in and who changed what. */
export function AuditDialog({ onClose }: { onClose: () => void }) {
  const { t } = useI18n()
  const audit = useAudit()
  const entries = audit.data?.pages.flatMap((page) => page.entries) ?? []
  const { at, name, done, address } = t.auth.audit.columns
  return (
    <Dialog title={t.auth.account.audit} closeLabel={t.common.close} onClose={onClose}>
      <p className="text-muted">{t.auth.audit.intro}</p>
      <QueryState
        of={audit}
        title={t.auth.audit.failed}
        loading={<Skeleton className="h-64" />}
        isEmpty={() => entries.length === 0}
        empty={<p>{t.auth.audit.none}</p>}
      >
        {() => (
          <table aria-label={t.auth.account.audit} className="w-full text-left">
            <thead className="max-sm:sr-only">
              <tr className="border-b border-line text-small text-muted">
                {[at, name, done, address].map((head) => (
                  <th key={head} scope="col" className="py-1.5 pr-4 font-[550]">
                    {head}
                  </th>
                ))}
              </tr>
            </thead>
            <tbody>
              {entries.map((entry) => (
                <Entry key={entry.id} entry={entry} />
              ))}
            </tbody>
          </table>
        )}
      </QueryState>
      {audit.hasNextPage && (
        <Button
          aria-disabled={audit.isFetchingNextPage}
          onClick={() => void audit.fetchNextPage()}
          className="justify-self-start"
        >
          {t.auth.audit.older}
        </Button>
      )}
    </Dialog>
  )
}

function Entry({ entry: { at, name, action, project, detail, address, times } }: { entry: AuditEntry }) {
  const { t, f } = useI18n()
  const about = [detail, project ?? ''].filter((word) => word !== '').join(' · ')
  return (
    <tr className="border-b border-line align-baseline max-sm:grid max-sm:py-1.5">
      <td className="tabular py-1.5 pr-4 whitespace-nowrap max-sm:py-0 max-sm:text-small max-sm:text-muted">
        <time dateTime={at}>{f.instant(at)}</time>
      </td>
      <td className="max-w-48 py-1.5 pr-4 font-[550] wrap-anywhere max-sm:py-0">
        {name === '' ? t.auth.audit.unknownUser : name}
      </td>
      <td className="py-1.5 pr-4 wrap-anywhere max-sm:py-0">
        {t.auth.audit.actions[action]}
        {times > 1 && <span className="tabular text-danger-text"> · {t.auth.audit.times(times)}</span>}
        {about !== '' && <span className="block text-small text-muted">{about}</span>}
      </td>
      <td className="py-1.5 font-mono text-small wrap-anywhere text-muted max-sm:py-0">{address}</td>
    </tr>
  )
}
