import { useEffect } from 'react'

import { useChosenScope } from '#dashboard/core/scope-context.tsx'
import { useView } from '#dashboard/core/view-context.tsx'
import { useSavedViews } from '#data/saved-views.ts'
import { useI18n } from '#i18n/i18n.ts'
import { keptQuery } from '#view/saved-view.ts'

/** The name of the saved view that is shown, if it is one: at the head of the page, and in its title. */
export function ViewName() {
  const { t } = useI18n()
  const { view } = useView()
  const { project } = useChosenScope().scopeQuery
  const query = keptQuery(view)
  const name = useSavedViews(project).data?.find((kept) => kept.query === query)?.name
  useEffect(() => {
    if (name === undefined) return
    const before = document.title
    document.title = `${name} · ${t.common.product}`
    return () => {
      document.title = before
    }
  }, [name, t])
  if (name === undefined) return null
  return (
    <p className="max-w-48 truncate font-[550] text-muted" title={name}>
      {name}
    </p>
  )
}
