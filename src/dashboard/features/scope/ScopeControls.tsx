import type { ProjectSummary } from '#contract/projects.ts'
import { ALL_ENTERPRISE_PROJECTS, CATEGORIES } from '#contract/scope.ts'
import { enterpriseProjectName, projectName, useWords } from '#i18n/messages.ts'
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
  const { m } = useWords()
  return (
    <>
      <Select
        label={m.header.project}
        value={project.id}
        options={projects.map((known) => ({ value: known.id, label: projectName(m, known) }))}
        onChange={(id) => onChange({ project: id, enterprise_project_id: null })}
      />
      <Segmented
        label={m.header.category}
        value={view.category}
        options={CATEGORIES.map((value) => ({ value, label: m.header.categories[value] }))}
        onChange={(category) => onChange({ category })}
      />
      <Select
        label={m.header.enterpriseProject}
        value={view.enterprise_project_id}
        options={[
          { value: ALL_ENTERPRISE_PROJECTS, label: m.header.allEnterpriseProjects },
          ...project.enterpriseProjects.map((known) => ({
            value: known.id,
            label: enterpriseProjectName(m, known),
          })),
        ]}
        onChange={(id) => onChange({ enterprise_project_id: id })}
      />
    </>
  )
}
