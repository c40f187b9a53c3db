import { useI18n } from '#i18n/i18n.ts'
import type { Tier } from '#knowledge/dangerous-ports.ts'

/** Heavier the more an attacker gets: filled, edged, tinted, outlined, dashed. The word tells it without colour. */
const LOOKS: Readonly<Record<Tier, string>> = {
  control: 'border-danger bg-danger text-surface',
  data: 'border-danger bg-danger-weak text-danger-text',
  credentials: 'border-danger-weak bg-danger-weak text-danger-text',
  information: 'border-line-strong text-danger-text',
  amplification: 'border-dashed border-line-strong text-danger-text',
  discovery: 'border-dashed border-line-strong text-danger-text',
}

/** What the source does not call dangerous is not drawn as danger, whatever the knowledge base says of the number. */
const QUIET = 'border-dashed border-line-strong text-muted'

/** What an attacker gets from a port, by the knowledge base. It stands beside the source's status and never replaces it. */
export function TierBadge({ tier, status }: { tier: Tier; status: string }) {
  const { t } = useI18n()
  return (
    <span
      className={`inline-flex max-w-full rounded-badge border px-1.5 py-px align-middle text-small font-[550] ${status === 'danger' ? LOOKS[tier] : QUIET}`}
    >
      <span className="truncate">{t.terms.tiers[tier]}</span>
    </span>
  )
}
