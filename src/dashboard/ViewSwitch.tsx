import { useI18n } from '#i18n/i18n.ts'
import { Segmented } from '#ui/Segmented.tsx'
import { showView } from '#view/parameters.ts'

import { useShortcuts } from './core/shortcuts.ts'
import { useView, useViewActions } from './core/view-context.tsx'

/** Whether the table lists ports, or the servers that they are open on. */
export function ViewSwitch() {
  const { t } = useI18n()
  const { view, category } = useView().view
  const { change } = useViewActions()
  const shown = view ?? 'ports'
  const show = (next: 'ports' | 'servers') => change(showView(next === 'ports' ? null : next))
  useShortcuts({ switchView: () => show(shown === 'ports' ? 'servers' : 'ports') })
  return (
    <div className="shrink-0 max-sm:order-last">
      <Segmented
        label={t.table.views.label}
        value={shown}
        options={[
          { value: 'ports', label: t.table.views.ports },
          { value: 'servers', label: t.table.views.serversOf[category] },
        ]}
        onChange={show}
      />
    </div>
  )
}
