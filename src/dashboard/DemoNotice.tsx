import { Info } from 'lucide-react'

import { Skeleton } from '#ui/Card.tsx'
import { Popover } from '#ui/Popover.tsx'

import { HowToImport } from './late-parts.ts'
import { LatePart } from './LatePart.tsx'
import { useWords } from './words.ts'

/** Says at the top of the page that the servers are made up, and how to see real ones. */
export function DemoNotice() {
  const { m } = useWords()
  return (
    <aside
      aria-label={m.projects.demo}
      className="flex min-h-8 flex-wrap items-center gap-x-2 bg-accent-weak px-3.5 py-1.5 font-[550] text-accent md:px-6"
    >
      <Info aria-hidden className="size-4" />
      <p>{m.demo.notice}</p>
      <Popover button={m.demo.importScan} buttonClass="underline underline-offset-2 hover:no-underline">
        <LatePart name={m.demo.importScan} placeholder={<Skeleton className="h-56 w-84" />}>
          <HowToImport />
        </LatePart>
      </Popover>
    </aside>
  )
}
