import type { PortRow } from '#contract/port-row.ts'
import { usePortPanelTexts } from '#i18n/port-panel.ts'
import { portKnowledge } from '#knowledge/advice.ts'
import { language } from '#preferences.ts'
import { PanelSection } from '#ui/PanelSection.tsx'

import { CloseCommands } from './CloseCommands.tsx'

/** What to do about a port. */
export function PortAdvice({ row }: { row: PortRow }) {
  const texts = usePortPanelTexts()
  const lang = language.use()
  const { port, type } = row
  const { advice } = portKnowledge(port, type)
  return (
    <PanelSection title={texts.todo}>
      <p>{advice?.[lang].whatToDo ?? texts.closeUnneeded}</p>
      <CloseCommands key={`${port}/${type}`} row={row} />
    </PanelSection>
  )
}
