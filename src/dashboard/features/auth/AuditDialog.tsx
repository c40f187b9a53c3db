import type { AuditEntry } from '#contract/audit.ts'
import { DataTable } from '#dashboard/core/DataTable.tsx'
import type { DataColumn } from '#dashboard/core/DataTable.tsx'
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
          <DataTable
            label={t.auth.account.audit}
            columns={COLUMNS}
            rows={entries}
            rowId={({ id }) => String(id)}
            className="max-sm:*:[thead]:sr-only"
            rowClass={() => 'align-baseline max-sm:grid max-sm:py-1.5'}
          />
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

const CELL = 'py-1.5 wrap-anywhere max-sm:py-0'

const COLUMNS: readonly DataColumn<AuditEntry>[] = [
  {
    id: 'at',
    meta: {
      name: (t) => t.auth.audit.columns.at,
      className: 'tabular py-1.5 whitespace-nowrap max-sm:py-0 max-sm:text-small max-sm:text-muted',
    },
    cell: function At({ row: { original } }) {
      return <time dateTime={original.at}>{useI18n().f.instant(original.at)}</time>
    },
  },
  {
    id: 'name',
    meta: { name: (t) => t.auth.audit.columns.name, className: `${CELL} max-w-48` },
    cell: function Name({ row: { original } }) {
      const { t } = useI18n()
      return (
        <span className="font-[550]">{original.name === '' ? t.auth.audit.unknownUser : original.name}</span>
      )
    },
  },
  {
    id: 'done',
    meta: { name: (t) => t.auth.audit.columns.done, className: CELL },
    cell: function Done({ row: { original } }) {
      const { t } = useI18n()
      const { action, project, detail, times } = original
      const about = [detail, project ?? ''].filter((word) => word !== '').join(' · ')
      return (
        <>
          {t.auth.audit.actions[action]}
          {times > 1 && <span className="tabular text-danger-text"> · {t.auth.audit.times(times)}</span>}
          {about !== '' && <span className="block text-small text-muted">{about}</span>}
        </>
      )
    },
  },
  {
    id: 'address',
    meta: { name: (t) => t.auth.audit.columns.address, className: CELL },
    cell: ({ row: { original } }) => (
      <span className="font-mono text-small text-muted">{original.address}</span>
    ),
  },
]
