import { Suspense } from 'react'

import { late } from '#dashboard/late.tsx'
import { useFrozenWords } from '#dashboard/links/words.ts'
import type { ViewActions } from '#dashboard/use-view.ts'
import { projectName, useWords } from '#dashboard/words.ts'
import { Notice } from '#ui/Notice.tsx'

import type { ScopeChoice } from './scope.ts'

const Connecting = late(async () => (await import('#dashboard/reading/FirstReading.tsx')).Connecting)

/** Why there is nothing to look at: no scope, or no such snapshot of it. */
export type Missing = Exclude<ScopeChoice, { kind: 'chosen' }> | { kind: 'noSuchSnapshot'; asked: number }

/** Why there is nothing to look at, and the way to where there is. */
export function NoScope({ missing, actions }: { missing: Missing; actions: ViewActions }) {
  const { m } = useWords()
  const frozen = useFrozenWords()
  switch (missing.kind) {
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
