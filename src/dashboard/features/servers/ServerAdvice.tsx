import { ChevronRight } from 'lucide-react'

import { protocolOf } from '#contract/port-row.ts'
import type { ServerPort } from '#contract/servers.ts'
import { useServerTexts } from '#i18n/servers.ts'
import { portKnowledge } from '#knowledge/advice.ts'
import { language } from '#preferences.ts'

import { Tier } from './Tier.tsx'

/** What to do about each dangerous port of a server, worst first. */
export function ServerAdvice({ ports }: { ports: readonly ServerPort[] }) {
  const texts = useServerTexts()
  const lang = language.use()
  const dangerous = new Map(
    ports
      .filter(({ status }) => status === 'danger')
      .map((port) => [`${port.port}/${protocolOf(port.type)}`, port] as const),
  )
  if (dangerous.size === 0) return <p className="text-muted">{texts.nothingToDo}</p>
  return (
    <div className="grid">
      {[...dangerous].map(([key, { port, type, tier, status }]) => {
        const { advice, service } = portKnowledge(port, type)
        return (
          <details key={key} className="group border-t border-line first:border-t-0">
            <summary className="flex min-h-9 cursor-pointer items-center gap-2.5 pointer-coarse:min-h-11">
              <ChevronRight aria-hidden className="size-3.5 shrink-0 text-muted group-open:rotate-90" />
              <span className="font-mono font-[650]">{port}</span>
              <span className="min-w-0 grow truncate">{service}</span>
              <Tier name={tier} status={status} />
            </summary>
            <p className="pb-3 pl-6">{advice?.[lang].whatToDo ?? texts.closeUnneeded}</p>
          </details>
        )
      })}
    </div>
  )
}
