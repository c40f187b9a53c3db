import { Info } from 'lucide-react'

import { useI18n } from '#i18n/i18n.ts'
import { projectName } from '#i18n/names.ts'

import { useOpenImport } from './core/import-scans.ts'
import { useScope } from './core/scope-context.tsx'
import { useViewActions } from './core/view-context.tsx'

/** The notice at the top of the page that this is sample data, with the way to real data: the first project, or an import. */
export function DemoNotice() {
  const { t } = useI18n()
  const { projects, scope } = useScope()
  const { chooseScope } = useViewActions()
  const openImport = useOpenImport()
  if (scope?.project.kind !== 'demo') return null
  const first = projects.data?.[0] // the demo fleet is that only as long as there is nothing else
  return (
    <aside
      aria-label={t.labels.projects.demo}
      className="flex min-h-8 flex-wrap items-center gap-x-2 bg-accent-weak px-3.5 py-1.5 font-[550] text-accent md:px-6"
    >
      <Info aria-hidden className="size-4" />
      <p>{t.scope.demoNotice}</p>
      {first && first.kind !== 'demo' && (
        <button
          type="button"
          onClick={() => chooseScope({ project: first.id, enterprise_project_id: null })}
          className={LINK}
        >
          {t.scope.showProject(projectName(t, first))}
        </button>
      )}
      <button type="button" onClick={() => openImport([])} className={LINK}>
        {t.scope.importScan}
      </button>
    </aside>
  )
}

const LINK = 'touchable underline underline-offset-2 hover:no-underline'
