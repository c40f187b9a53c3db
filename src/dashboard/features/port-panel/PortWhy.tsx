import type { PortRow } from '#contract/port-row.ts'
import { useChosenScope } from '#dashboard/core/scope-context.tsx'
import { TierBadge } from '#dashboard/core/TierBadge.tsx'
import { useI18n } from '#i18n/i18n.ts'
import { usePortPanelTexts } from '#i18n/port-panel.ts'
import { portKnowledge } from '#knowledge/advice.ts'
import { language } from '#preferences.ts'
import { statusLabel } from '#terms/status-label.ts'
import { PanelSection } from '#ui/PanelSection.tsx'
import { StatusBadge } from '#ui/StatusMark.tsx'

/** Why a port has its risk and tier: who says so, what it is for, why it is dangerous, and what it was misused for. */
export function PortWhy({ row }: { row: PortRow }) {
  const { t } = useI18n()
  const texts = usePortPanelTexts()
  const { kind } = useChosenScope().project
  const lang = language.use()
  const { port, type, status } = row
  const { verdict, service, tier, purpose, advice, misuse, reason } = portKnowledge(port, type)
  const source = kind === 'hss' ? 'HSS' : texts.source
  const says = statusLabel(t.terms, status)

  return (
    <>
      <PanelSection title={texts.assessment}>
        <dl className="flex flex-wrap gap-x-6 gap-y-1.5">
          <div className="flex items-center gap-2">
            <dt className="text-muted">{source}</dt>
            <dd>
              <StatusBadge status={status} label={says} />
            </dd>
          </div>
          <div className="flex items-center gap-2">
            <dt className="text-muted">{texts.knowledgeBase}</dt>
            <dd>
              <StatusBadge status={BADGES[verdict]} label={texts.verdict[verdict]} />
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
          <p>{texts.ratedDanger(source, says, `${port}/${type}`, service)}</p>
        )}
        {verdict === 'expected' && status === 'danger' && (
          <p>{texts.ratedExpected(source, says, `${port}/${type}`, service, reason?.[lang] ?? '')}</p>
        )}
        {verdict === 'none' && status === 'danger' && <p>{texts.notRated(source, says)}</p>}
      </PanelSection>
      {advice && (
        <PanelSection title={texts.why}>
          <p>{advice[lang].why}</p>
        </PanelSection>
      )}
      {misuse && (
        <PanelSection title={texts.misuse}>
          <p>{misuse[lang]}</p>
        </PanelSection>
      )}
      <PanelSection title={texts.purpose}>
        <p>{purpose?.[lang] ?? (status === 'normal' ? texts.normalText : texts.unknownText)}</p>
      </PanelSection>
    </>
  )
}

/** Our own verdicts in the shapes and colours of statuses. */
const BADGES = { danger: 'danger', expected: 'normal', none: 'unknown' } as const
