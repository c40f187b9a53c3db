import { Suspense } from 'react'
import type { ReactNode } from 'react'

import type { ScopeChoice } from '#dashboard/core/scope.ts'
import { projectName, useWords } from '#i18n/messages.ts'
import { useFrozenWords } from '#i18n/use-saved-views-messages.ts'
import { Notice } from '#ui/Notice.tsx'
import type { ViewActions } from '#view/use-view.ts'

/** Why there is nothing to look at: no scope, or no such snapshot of it. */
export type Missing = Exclude<ScopeChoice, { kind: 'chosen' }> | { kind: 'noSuchSnapshot'; asked: number }

/** Why there is nothing to look at, and the way to where there is. */
export function NoScope({
  missing,
  actions,
  connecting,
}: {
  missing: Missing
  actions: ViewActions
  /** What is known of projects that are configured and were not reached yet. */
  connecting: ReactNode
}) {
  const { m } = useWords()
  const frozen = useFrozenWords()
  switch (missing.kind) {
    case 'noProjects':
      return <Suspense fallback={<Notice tone="empty" title={m.empty.noProjects} />}>{connecting}</Suspense>
    case 'noSuchProject':
      return (
        <Notice
          tone="empty"
          title={m.empty.noSuchProject(missing.asked)}
          action={{
            label: m.empty.showFirst(projectName(m, missing.first)),
            onClick: () => actions.chooseScope({ project: missing.first.id, enterprise_project_id: null }),
          }}
        />
      )
    case 'noSuchEnterpriseProject':
      return (
        <Notice
          tone="empty"
          title={m.empty.noSuchEnterpriseProject(missing.asked)}
          action={{
            label: m.empty.showAllEnterpriseProjects,
            onClick: () => actions.chooseScope({ enterprise_project_id: null }),
          }}
        />
      )
    case 'noSuchSnapshot':
      return (
        <Notice
          tone="empty"
          title={frozen.missing(missing.asked)}
          action={{ label: frozen.live, onClick: () => actions.change({ snapshot: null }) }}
        >
          {frozen.missingHint}
        </Notice>
      )
  }
}
