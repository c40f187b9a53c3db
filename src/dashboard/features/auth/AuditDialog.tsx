import type { AuditEntry } from '#contract/audit.ts'
import { errorWords } from '#dashboard/core/error-message.ts'
import { useAudit } from '#data/later-hooks.ts'
import { useWords } from '#i18n/messages.ts'
import { useSessionWords } from '#i18n/use-auth-messages.ts'
import { Button } from '#ui/Button.tsx'
import { Skeleton } from '#ui/Card.tsx'
import { Dialog } from '#ui/Dialog.tsx'
import { Notice } from '#ui/Notice.tsx'

/** Who signed in and who changed what. */
export function AuditDialog({ onClose }: { onClose: () => void }) {
  const { m } = useWords()
  const { account, audit: words } = useSessionWords()
  const audit = useAudit()
  const entries = audit.data?.pages.flatMap((page) => page.entries) ?? []
  const { at, name, done, address } = words.columns
  return (
    <Dialog title={account.audit} closeLabel={m.close} onClose={onClose}>
      <p className="text-muted">{words.intro}</p>
      {audit.isError && (
        <Notice
          tone="error"
          title={words.failed}
          detail={errorWords(m, audit.error).detail}
          action={{ label: m.tryAgain, onClick: () => void audit.refetch() }}
        >
          {errorWords(m, audit.error).what}
        </Notice>
      )}
      {audit.isPending && <Skeleton className="h-64" />}
      {audit.data && entries.length === 0 && <p>{words.none}</p>}
      {entries.length > 0 && (
        <table aria-label={account.audit} className="w-full text-left">
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
      {audit.hasNextPage && (
        <Button
          aria-disabled={audit.isFetchingNextPage}
          onClick={() => void audit.fetchNextPage()}
          className="justify-self-start"
        >
          {words.older}
        </Button>
      )}
    </Dialog>
  )
}

function Entry({ entry: { at, name, action, project, detail, address, times } }: { entry: AuditEntry }) {
  const { f } = useWords()
  const { audit: words } = useSessionWords()
  const about = [detail, project ?? ''].filter((word) => word !== '').join(' · ')
  return (
    <tr className="border-b border-line align-baseline max-sm:grid max-sm:py-1.5">
      <td className="tabular py-1.5 pr-4 whitespace-nowrap max-sm:py-0 max-sm:text-small max-sm:text-muted">
        <time dateTime={at}>{f.instant(at)}</time>
      </td>
      <td className="max-w-48 py-1.5 pr-4 font-[550] wrap-anywhere max-sm:py-0">
        {name === '' ? words.nobody : name}
      </td>
      <td className="py-1.5 pr-4 wrap-anywhere max-sm:py-0">
        {words.actions[action]}
        {times > 1 && <span className="tabular text-danger-text"> · {words.times(f.count(times))}</span>}
        {about !== '' && <span className="block text-small text-muted">{about}</span>}
      </td>
      <td className="py-1.5 font-mono text-small wrap-anywhere text-muted max-sm:py-0">{address}</td>
    </tr>
  )
}
