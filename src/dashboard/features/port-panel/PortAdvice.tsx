import type { PortRow } from '#contract/port-row.ts'
import { useI18n } from '#i18n/i18n.ts'
import { portKnowledge } from '#knowledge/advice.ts'
import { language } from '#preferences.ts'
import { PanelSection } from '#ui/PanelSection.tsx'

import { CloseCommands } from './CloseCommands.tsx'

/** What to do about a port. */
export function PortAdvice({ row }: { row: PortRow }) {
  const { t } = useI18n()
  const lang = language.use()
  const { port, type } = row
  const { advice } = portKnowledge(port, type)
  return (
    <PanelSection title={t.portPanel.todo}>
      <p>{advice?.[lang].whatToDo ?? t.portPanel.closeUnneeded}</p>
      <CloseCommands key={`${port}/${type}`} row={row} />
    </PanelSection>
  )
}
