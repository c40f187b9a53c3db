import type { ProjectSummary } from '#contract/projects.ts'
import { ALL_ENTERPRISE_PROJECTS, CATEGORIES } from '#contract/scope.ts'
import { useI18n } from '#i18n/i18n.ts'
import { enterpriseProjectName, projectName } from '#i18n/names.ts'
import { Segmented } from '#ui/Segmented.tsx'
import { Select } from '#ui/Select.tsx'
import type { View, ViewChange } from '#view/use-view.ts'

/** Whose ports are shown: project, category and enterprise project. */
export function ScopeControls({
  projects,
  project,
  view,
  onChange,
}: {
  projects: readonly ProjectSummary[]
  project: ProjectSummary
  view: View
  onChange: (change: ViewChange) => void
}) {
  const { t } = useI18n()
  return (
    <>
      <Select
        label={t.scope.project}
        value={project.id}
        options={projects.map((known) => ({ value: known.id, label: projectName(t, known) }))}
        onChange={(id) => onChange({ project: id, enterprise_project_id: null })}
      />
      <Segmented
        label={t.scope.category}
        value={view.category}
        options={CATEGORIES.map((value) => ({ value, label: t.labels.categories[value] }))}
        onChange={(category) => onChange({ category })}
      />
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
        onChange={(id) => onChange({ enterprise_project_id: id })}
      />
    </>
  )
}
