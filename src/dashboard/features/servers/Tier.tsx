import { TierBadge } from '#dashboard/core/TierBadge.tsx'
import { TIERS } from '#knowledge/dangerous-ports.ts'

/** A tier as the server names it; nothing where there is none, or one that this build does not know. */
export function Tier({ name, status }: { name: string | null; status: string }) {
  const tier = TIERS.find((known) => known === name)
  return tier !== undefined && <TierBadge {...{ tier, status }} />
}
