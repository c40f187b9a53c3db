import { Info } from 'lucide-react'

import type { ProjectSummary } from '#contract/projects.ts'
import { projectName, useWords } from '#i18n/messages.ts'
import { Skeleton } from '#ui/Card.tsx'
import { Popover } from '#ui/Popover.tsx'
import type { ViewChange } from '#view/use-view.ts'

import { LatePart } from './core/LatePart.tsx'
import { HowToImport } from './late-parts.ts'

/** Says at the top of the page that the servers are made up, and how to see real ones: the first project, or an import. */
export function DemoNotice({
  first,
  onShow,
}: {
  /** The project that the server lists first: the demo fleet is that only as long as there is nothing else. */
  first: ProjectSummary | undefined
  onShow: (change: ViewChange) => void
}) {
  const { m } = useWords()
  return (
    <aside
      aria-label={m.projects.demo}
      className="flex min-h-8 flex-wrap items-center gap-x-2 bg-accent-weak px-3.5 py-1.5 font-[550] text-accent md:px-6"
    >
      <Info aria-hidden className="size-4" />
      <p>{m.demo.notice}</p>
      {first && first.kind !== 'demo' && (
        <button
          type="button"
          onClick={() => onShow({ project: first.id, enterprise_project_id: null })}
          className={LINK}
        >
          {m.empty.showFirst(projectName(m, first))}
        </button>
      )}
      <Popover button={m.demo.importScan} buttonClass={LINK}>
        <LatePart name={m.demo.importScan} placeholder={<Skeleton className="h-56 w-84" />}>
          <HowToImport />
        </LatePart>
      </Popover>
    </aside>
  )
}

const LINK = 'underline underline-offset-2 hover:no-underline'
