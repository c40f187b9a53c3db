import type { ReactNode } from 'react'

import type { ScopeChoice } from '#contract/choose-scope.ts'
import { useViewActions } from '#dashboard/core/view-context.tsx'
import { useI18n } from '#i18n/i18n.ts'
import { projectName } from '#i18n/names.ts'
import { Notice } from '#ui/Notice.tsx'

/** Why nothing is shown: no scope, or no such snapshot of it. */
export type Missing = Exclude<ScopeChoice, { kind: 'chosen' }> | { kind: 'noSuchSnapshot'; asked: number }

/** Why nothing is shown, and a link to a scope with data. */
export function NoScope({
  missing,
  connecting,
}: {
  missing: Missing
  /** What is known of projects that are configured and were not reached yet. */
  connecting: ReactNode
}) {
  const { t } = useI18n()
  const actions = useViewActions()
  switch (missing.kind) {
    case 'noProjects':
      return connecting
    case 'noSuchProject':
      return (
        <Notice
          tone="empty"
          title={t.scope.noSuchProject(missing.asked)}
          action={{
            label: t.scope.showProject(projectName(t, missing.first)),
            onClick: () => actions.chooseScope({ project: missing.first.id, enterprise_project_id: null }),
          }}
        />
      )
    case 'noSuchEnterpriseProject':
      return (
        <Notice
          tone="empty"
          title={t.scope.noSuchEnterpriseProject(missing.asked)}
          action={{
            label: t.scope.showAllEnterpriseProjects,
            onClick: () => actions.chooseScope({ enterprise_project_id: null }),
          }}
        />
      )
    case 'noSuchSnapshot':
      return (
        <Notice
          tone="empty"
          title={t.snapshotView.missing(missing.asked)}
          action={{ label: t.snapshotView.latest, onClick: () => actions.change({ snapshot: null }) }}
        >
          {t.snapshotView.missingHint}
        </Notice>
      )
  }
}
