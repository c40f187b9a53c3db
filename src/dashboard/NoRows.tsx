import { useI18n } from '#i18n/i18n.ts'
import { Notice } from '#ui/Notice.tsx'
import { isFiltered } from '#view/parameters.ts'

import { useOpenImport } from './core/import-scans.ts'
import { QuietPart } from './core/Part.tsx'
import { usePorts } from './core/ports-context.tsx'
import { useChosenScope, useScope } from './core/scope-context.tsx'
import { useViewActions } from './core/view-context.tsx'
import { overlays } from './overlays.ts'

/** Why the table has no row, and what to do about it. Nothing where it has some, or they are on their way. */
export function NoRows() {
  const { t } = useI18n()
  const actions = useViewActions()
  const { mark, isPartial, isUnread, isLoading } = useScope()
  const { project } = useChosenScope()
  const openImport = useOpenImport()
  const { set, filter, breakdown } = usePorts()
  if (isLoading || breakdown.matches.length > 0) return null
  if (isFiltered(filter) && set.size > 0) {
    return (
      <Notice
        tone="empty"
        title={t.empty.filtered}
        action={{ label: t.empty.clear, onClick: actions.clear }}
      />
    )
  }
  if (project.kind === 'hss' && (isPartial || isUnread)) {
    return (
      <QuietPart of={overlays} placeholder={<Notice tone="empty" title={t.empty.noData} />}>
        {({ FirstSync }) => <FirstSync />}
      </QuietPart>
    )
  }
  if (mark) {
    return (
      <Notice tone="empty" title={t.empty.scope}>
        {t.empty.scopeHint}
      </Notice>
    )
  }
  return (
    <Notice
      tone="empty"
      title={t.empty.noData}
      action={{ label: t.scope.importScan, onClick: () => openImport([]) }}
    />
  )
}
