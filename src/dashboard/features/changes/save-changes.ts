import type { NameOf } from '#analysis/word-column.ts'
import type { Change, ServerCause } from '#contract/changes.ts'
import type { Category, ScopeQuery } from '#contract/scope.ts'
import { saveFile } from '#dashboard/core/save-file.ts'
import { exportChangesCsv } from '#export/changes-csv.ts'
import type { ChangesCsvWords } from '#export/changes-csv.ts'
import { exportFileName } from '#export/file-name.ts'
import type { Messages } from '#i18n/en.ts'
import { statusLabel } from '#terms/status-label.ts'

/** Downloads changes as a CSV file in the words of the page. */
export function saveChanges(
  changes: readonly Change[],
  { t, nameOf, scopeQuery }: { t: Messages; nameOf: NameOf; scopeQuery: ScopeQuery },
): void {
  saveFile(
    exportFileName(scopeQuery, new Date(), 'csv', 'changes'),
    new Blob([exportChangesCsv(changes, nameOf, wordsOf(t, scopeQuery.category))], {
      type: 'text/csv;charset=utf-8',
    }),
  )
}

function wordsOf(t: Messages, category: Category): ChangesCsvWords {
  const { columns, serversOf } = t.table
  const { file } = t.changes
  const kinds = t.changes.kindsOf[category]
  const servers = serversOf[category]
  const by = (cause: ServerCause): string => file.moved(servers, kinds[cause])
  return {
    change: t.changes.change,
    port: columns.port,
    service: columns.service,
    type: columns.type,
    statusBefore: file.before(columns.status),
    status: columns.status,
    serversBefore: file.before(servers),
    servers,
    serversBy: {
      opened: by('opened'),
      firstRead: by('firstRead'),
      closed: by('closed'),
      noLongerRead: by('noLongerRead'),
    },
    closedAt: file.closedAt,
    kinds,
    statusOf: (status) => statusLabel(t.terms, status),
  }
}
