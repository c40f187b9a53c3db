import { Info } from 'lucide-react'

import { useI18n } from '#i18n/i18n.ts'
import { projectName } from '#i18n/names.ts'
import { Skeleton } from '#ui/Card.tsx'
import { Popover } from '#ui/Popover.tsx'

import { Part } from './core/Part.tsx'
import { useScope } from './core/scope-context.tsx'
import { useViewActions } from './core/view-context.tsx'
import { overlays } from './overlays.ts'

/** The notice at the top of the page that this is sample data, with the way to real data: the first project, or an import. */
export function DemoNotice() {
  const { t } = useI18n()
  const { projects, scope } = useScope()
  const { chooseScope } = useViewActions()
  if (scope?.project.kind !== 'demo') return null
  const first = projects.data?.[0] // the demo fleet is that only as long as there is nothing else
  return (
    <aside
      aria-label={t.labels.projects.demo}
      className="flex min-h-8 flex-wrap items-center gap-x-2 bg-accent-weak px-3.5 py-1.5 font-[550] text-accent md:px-6"
    >
      <Info aria-hidden className="size-4 min-[90rem]:max-[96rem]:hidden" />
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
      <Popover button={t.scope.importScan} buttonClass={LINK}>
        <Part of={overlays} name={t.scope.importScan} placeholder={<Skeleton className="h-56 w-84" />}>
          {({ HowToImport }) => <HowToImport />}
        </Part>
      </Popover>
    </aside>
  )
}

const LINK = 'underline underline-offset-2 hover:no-underline'
