import { useI18n } from '#i18n/i18n.ts'
import { scopeNames } from '#i18n/names.ts'

import { useChosenScope } from './core/scope-context.tsx'
import { FixedFilter } from './features/filters/FilterPills.tsx'

/** On paper alone: in words, the scope and filter that the page's controls show. */
export function PrintedView() {
  const { t } = useI18n()
  const { project, scopeQuery } = useChosenScope()
  const names = scopeNames(t, project, scopeQuery)
  return (
    <div className="hidden px-3.5 pb-2 md:px-6 print:block">
      <p>
        {[
          names.project,
          t.terms.categories[scopeQuery.category],
          `${t.scope.enterpriseProject}: ${names.enterpriseProject ?? t.scope.allEnterpriseProjects}`,
        ].join(' · ')}
      </p>
      <FixedFilter />
    </div>
  )
}
