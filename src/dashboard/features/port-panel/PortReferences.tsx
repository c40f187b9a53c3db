import type { PortRow } from '#contract/port-row.ts'
import { usePortPanelTexts } from '#i18n/port-panel.ts'
import { ianaEntry, portKnowledge } from '#knowledge/advice.ts'
import { PanelSection } from '#ui/PanelSection.tsx'

/** The public pages that vouch for what the panel of a port says. */
export function PortReferences({ row: { port, type } }: { row: PortRow }) {
  const texts = usePortPanelTexts()
  const { advice, misuse } = portKnowledge(port, type)
  const sources = [advice?.source, misuse?.source, ianaEntry(port)].filter((page) => page !== undefined)
  return (
    <PanelSection title={texts.references}>
      <ul className="grid gap-1">
        {sources.map(({ title, url }) => (
          <li key={url}>
            <a
              href={url}
              target="_blank"
              rel="noopener noreferrer"
              className="text-accent underline underline-offset-2 hover:no-underline"
            >
              {title}
            </a>
          </li>
        ))}
      </ul>
    </PanelSection>
  )
}
