import { ALL_ENTERPRISE_PROJECTS, CATEGORIES } from '#contract/scope.ts'
import { useChosenScope, useScope } from '#dashboard/core/scope-context.tsx'
import { useView, useViewActions } from '#dashboard/core/view-context.tsx'
import { useI18n } from '#i18n/i18n.ts'
import { enterpriseProjectName, projectName } from '#i18n/names.ts'
import { Segmented } from '#ui/Segmented.tsx'
import { Select } from '#ui/Select.tsx'

/** Whose ports are shown: project, category and enterprise project. */
export function ScopeControls() {
  const { t } = useI18n()
  const { view } = useView()
  const { chooseScope } = useViewActions() // filters and sort stay as they are: the same question, asked elsewhere
  const projects = useScope().projects.data ?? []
  const { project } = useChosenScope()
  return (
    <>
      <Select
        label={t.scope.project}
        value={project.id}
        options={projects.map((known) => ({ value: known.id, label: projectName(t, known) }))}
        onChange={(id) => chooseScope({ project: id, enterprise_project_id: null })}
      />
      <Segmented
        label={t.scope.category}
        value={view.category}
        options={CATEGORIES.map((value) => ({ value, label: t.terms.categories[value] }))}
        onChange={(category) => chooseScope({ category })}
      />
      {/* Of one there is nothing to choose, unless the address names another. */}
      {(project.enterpriseProjects.length > 1 || view.enterprise_project_id !== ALL_ENTERPRISE_PROJECTS) && (
        <Select
          label={t.scope.enterpriseProject}
          value={view.enterprise_project_id}
          options={[
            { value: ALL_ENTERPRISE_PROJECTS, label: t.scope.allEnterpriseProjects },
            ...project.enterpriseProjects.map((known) => ({
              value: known.id,
              label: enterpriseProjectName(t, known),
            })),
          ]}
          onChange={(id) => chooseScope({ enterprise_project_id: id })}
        />
      )}
    </>
  )
}
