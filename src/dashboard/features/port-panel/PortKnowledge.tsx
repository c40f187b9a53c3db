import { Copy } from 'lucide-react'
import { useState } from 'react'

import type { PortRow } from '#contract/port-row.ts'
import { useChosenScope } from '#dashboard/core/scope-context.tsx'
import { TierBadge } from '#dashboard/core/TierBadge.tsx'
import { closePort, PLATFORMS } from '#export/close-port.ts'
import { useI18n } from '#i18n/i18n.ts'
import { statusLabel } from '#i18n/names.ts'
import { ianaEntry, portKnowledge } from '#knowledge/advice.ts'
import { language } from '#preferences.ts'
import { Button } from '#ui/Button.tsx'
import { Segmented } from '#ui/Segmented.tsx'
import { StatusBadge } from '#ui/StatusMark.tsx'

import { PanelSection } from './PanelSection.tsx'

/**
 * All that is known of a port by its number: what it is for, who calls it dangerous and why, what it was misused for, how
 * to close it, and where that is written. Its texts are no part of the page's first load.
 */
export function PortKnowledge({ row }: { row: PortRow }) {
  const { t } = useI18n()
  const { kind } = useChosenScope().project
  const lang = language.use()
  const { port, type, status } = row
  const { verdict, service, tier, purpose, advice, misuse, reason } = portKnowledge(port, type)
  const source = kind === 'hss' ? 'HSS' : t.portPanel.source
  const says = statusLabel(t, status)
  const sources = [advice?.source, misuse?.source, ianaEntry(port)].filter((page) => page !== undefined)

  return (
    <>
      <PanelSection title={t.portPanel.purpose}>
        <p>{purpose?.[lang] ?? (status === 'normal' ? t.portPanel.normalText : t.portPanel.unknownText)}</p>
      </PanelSection>
      <PanelSection title={t.portPanel.assessment}>
        <dl className="flex flex-wrap gap-x-6 gap-y-1.5">
          <div className="flex items-center gap-2">
            <dt className="text-muted">{source}</dt>
            <dd>
              <StatusBadge status={status} label={says} />
            </dd>
          </div>
          <div className="flex items-center gap-2">
            <dt className="text-muted">{t.portPanel.knowledgeBase}</dt>
            <dd>
              <StatusBadge status={BADGES[verdict]} label={t.portPanel.verdict[verdict]} />
            </dd>
          </div>
          {tier && (
            <div className="flex items-center gap-2">
              <dt className="text-muted">{t.table.columns.tier}</dt>
              <dd>
                <TierBadge tier={tier.name} status={status} />
              </dd>
            </div>
          )}
        </dl>
        {tier?.reason && <p>{tier.reason[lang]}</p>}
        {verdict === 'danger' && status !== 'danger' && (
          <p>{t.portPanel.ratedDanger(source, says, `${port}/${type}`, service)}</p>
        )}
        {verdict === 'expected' && status === 'danger' && (
          <p>{t.portPanel.ratedExpected(source, says, `${port}/${type}`, service, reason?.[lang] ?? '')}</p>
        )}
        {verdict === 'none' && status === 'danger' && <p>{t.portPanel.notRated(source, says)}</p>}
      </PanelSection>
      {advice && (
        <PanelSection title={t.portPanel.why}>
          <p>{advice[lang].why}</p>
        </PanelSection>
      )}
      {misuse && (
        <PanelSection title={t.portPanel.misuse}>
          <p>{misuse[lang]}</p>
        </PanelSection>
      )}
      <PanelSection title={t.portPanel.todo}>
        <p>{advice?.[lang].whatToDo ?? t.portPanel.closeUnneeded}</p>
        <HowToClose key={`${port}/${type}`} row={row} />
      </PanelSection>
      <PanelSection title={t.portPanel.references}>
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
    </>
  )
}

/** Our own verdicts in the shapes and colours of statuses. */
const BADGES = { danger: 'danger', expected: 'normal', none: 'unknown' } as const

/** Lines to paste, for one platform at a time. */
function HowToClose({ row }: { row: PortRow }) {
  const { t } = useI18n()
  const [platform, setPlatform] = useState<(typeof PLATFORMS)[number]>('linux')
  const [said, setSaid] = useState('')
  const lines = closePort(row)
  if (lines === null) return null
  const copy = async () => {
    try {
      await navigator.clipboard.writeText(lines[platform])
      setSaid(t.common.copied)
    } catch {
      setSaid(t.common.copyFailed)
    }
  }
  return (
    <details className="pt-1">
      <summary className="touchable w-fit rounded-badge font-[550] text-accent marker:text-muted">
        {t.portPanel.howToClose}
      </summary>
      <div className="grid justify-items-start gap-2 pt-2">
        <Segmented
          label={t.portPanel.platform}
          value={platform}
          options={PLATFORMS.map((value) => ({ value, label: t.portPanel.platforms[value] }))}
          onChange={(platform) => {
            setPlatform(platform)
            setSaid('')
          }}
        />
        <p className="text-muted">{t.portPanel.platformHint[platform]}</p>
        <textarea
          readOnly // takes the focus, scrolls by keyboard and can be selected whole
          rows={Math.min(12, lines[platform].split('\n').length)}
          value={lines[platform]}
          wrap="off"
          spellCheck={false}
          aria-label={t.portPanel.commands(t.portPanel.platforms[platform])}
          className="w-full resize-none rounded-control border border-line bg-sunken p-2.5 font-mono text-small"
        />
        <div className="flex items-center gap-2">
          <Button onClick={() => void copy()}>
            <Copy aria-hidden className="size-3.5" />
            {t.common.copy}
          </Button>
          <output className="text-muted">{said}</output>
        </div>
      </div>
    </details>
  )
}
