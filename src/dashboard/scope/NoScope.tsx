import { lazy, Suspense } from 'react'

import type { ViewActions } from '#dashboard/use-view.ts'
import { projectName, useWords } from '#dashboard/words.ts'
import { Notice } from '#ui/Notice.tsx'

import type { ScopeChoice } from './scope.ts'

const Connecting = lazy(async () => ({
  default: (await import('#dashboard/reading/FirstReading.tsx')).Connecting,
}))

/** Why there is nothing to look at, and the way to where there is. */
export function NoScope({
  choice,
  actions,
}: {
  choice: Exclude<ScopeChoice, { kind: 'chosen' }>
  actions: ViewActions
}) {
  const { m } = useWords()
  switch (choice.kind) {
    case 'noProjects':
      return (
        <Suspense fallback={<Notice tone="empty" title={m.empty.noProjects} />}>
          <Connecting />
        </Suspense>
      )
    case 'noSuchProject':
      return (
        <Notice
          tone="empty"
          title={m.empty.noSuchProject(choice.asked)}
          action={{
            label: m.empty.showFirst(projectName(m, choice.first)),
            onClick: () => actions.chooseScope({ project: null, enterprise_project_id: null }),
          }}
        />
      )
    case 'noSuchEnterpriseProject':
      return (
        <Notice
          tone="empty"
          title={m.empty.noSuchEnterpriseProject(choice.asked)}
          action={{
            label: m.empty.showAllEnterpriseProjects,
            onClick: () => actions.chooseScope({ enterprise_project_id: null }),
          }}
        />
      )
  }
}
