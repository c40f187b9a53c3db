import type { SnapshotMark } from '#contract/port-statistics.ts'
import type { ScopeQuery } from '#contract/scope.ts'
import type { ServersAnswer } from '#contract/servers.ts'
import { useEnterpriseProjectName } from '#dashboard/core/enterprise-project.ts'
import { saveFile } from '#dashboard/core/save-file.ts'
import { useScope } from '#dashboard/core/scope-context.tsx'
import { useServersQuery, useShownServers } from '#dashboard/core/use-shown-servers.ts'
import { useView } from '#dashboard/core/view-context.tsx'
import { useFetchServers } from '#data/servers.ts'
import { exportFileName } from '#export/file-name.ts'
import { exportServersCsv, exportServersJson } from '#export/servers.ts'
import type { ServersCsvWords } from '#export/servers.ts'
import { useExportTexts } from '#i18n/export.ts'
import { useI18n } from '#i18n/i18n.ts'
import { useServerTexts } from '#i18n/servers.ts'
import { TIERS } from '#knowledge/dangerous-ports.ts'
import { filterText } from '#view/parameters.ts'

import { MenuItem } from './MenuItem.tsx'

/** The files of the servers that the table lists, all pages of them. */
export function ServerFiles({ onSaid }: { onSaid: (said: string) => void }) {
  const { t } = useI18n()
  const { failed, file: kinds } = useExportTexts()
  const texts = useServerTexts()
  const query = useServersQuery()
  const { filter } = useView()
  const { mark } = useScope()
  const total = useShownServers().data?.total
  const fetchServers = useFetchServers()
  const projectOf = useEnterpriseProjectName()
  const { scopeQuery } = query
  const { category } = scopeQuery
  const words = {
    ...texts.columns,
    ...texts.file,
    reach: texts.reach,
    projectOf,
    tierOf: (name: string) => {
      const tier = TIERS.find((known) => known === name)
      return tier === undefined ? name : t.terms.tiers[tier]
    },
  }
  const save = async (kind: Kind): Promise<void> => {
    try {
      const answer = await fetchServers(query)
      saveServers(kind, answer, { scopeQuery, snapshot: mark, query: filterText(filter) }, words)
      onSaid(texts.exported(answer.servers.length, category))
    } catch {
      onSaid(failed)
    }
  }
  if (total === undefined) return null
  if (total === null) return <p className="px-2 text-muted">{texts.unknown(category)}</p>
  return (
    <>
      <p className="px-2 pb-1 text-muted">{texts.whatExported(total, category)}</p>
      {(['csv', 'json'] as const).map((kind) => (
        <MenuItem key={kind} {...kinds[kind]} onClick={() => void save(kind)} />
      ))}
    </>
  )
}

const TYPES = { csv: 'text/csv;charset=utf-8', json: 'application/json' } as const
type Kind = keyof typeof TYPES

function saveServers(
  kind: Kind,
  { servers, from, unknown }: ServersAnswer,
  of: { scopeQuery: ScopeQuery; snapshot: SnapshotMark | null; query: string },
  words: ServersCsvWords,
): void {
  const madeAt = new Date()
  const text =
    kind === 'csv'
      ? exportServersCsv(servers, words)
      : exportServersJson({ ...of, madeAt, from, unknown }, servers)
  saveFile(exportFileName(of.scopeQuery, madeAt, kind, 'servers'), new Blob([text], { type: TYPES[kind] }))
}
