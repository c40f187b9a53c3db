import { useI18n } from '#i18n/i18n.ts'
import { enterpriseProjectName } from '#i18n/names.ts'

import { useChosenScope } from './scope-context.tsx'

/** What the enterprise projects of the shown project are called; of one that has no name here, its id. */
export function useEnterpriseProjectName(): (id: string) => string {
  const { t } = useI18n()
  const { enterpriseProjects } = useChosenScope().project
  return (id) =>
    enterpriseProjectName(t, enterpriseProjects.find((known) => known.id === id) ?? { id, name: id })
}
