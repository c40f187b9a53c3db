import { protocolOf, TYPES } from '#contract/port-row.ts'

import { AMPLIFIERS } from './advice/amplifiers.ts'
import type { Article, Sentence, Socket, Source } from './advice/article.ts'
import { CLUSTERS } from './advice/clusters.ts'
import { DATA_STORES } from './advice/data-stores.ts'
import { EXPECTED_PORTS } from './advice/expected.ts'
import { FILES_AND_NAMES } from './advice/files-and-names.ts'
import { MISUSE } from './advice/misuse.ts'
import { DATA_PURPOSES } from './advice/purposes-data.ts'
import { PURPOSES } from './advice/purposes.ts'
import { REMOTE } from './advice/remote.ts'
import { TIER_REASONS } from './advice/tier-reasons.ts'
import { dangerousPort } from './dangerous-ports.ts'
import type { Tier } from './dangerous-ports.ts'

/** Why a port is dangerous and what to do, in the languages of the page, with its source. */
type Advice = Omit<Article, 'ports'>

/** The knowledge base's entry of a port. A missing part was not examined. */
export type PortKnowledge = {
  /** Our assessment: in the table of dangerous ports, examined and expected, or not listed. */
  verdict: 'danger' | 'expected' | 'none'
  /** The name of the usual service; '' where that is not known. */
  service: string
  purpose?: Sentence
  /** Its tier, and why. */
  tier?: { name: Tier; reason?: Sentence }
  advice?: Advice
  misuse?: Sentence & { source: Source }
  /** Why it is expected. */
  reason?: Sentence
}

const ADVICE = bySocket<Advice>([...REMOTE, ...FILES_AND_NAMES, ...AMPLIFIERS, ...DATA_STORES, ...CLUSTERS])
const PURPOSE = bySocket<Sentence>([...PURPOSES, ...DATA_PURPOSES])
const ABUSE = bySocket<Sentence & { source: Source }>(MISUSE)
const TIER_REASON = bySocket<Sentence>(TIER_REASONS)
const EXPECTED = new Map(EXPECTED_PORTS.map((entry) => [entry.port, entry]))

/**
 * What we know of a port with a type, for both address families alike. This module is heavy with text: the page imports
 * it when a port's panel opens.
 */
export function portKnowledge(port: number, type: string): PortKnowledge {
  const protocol = TYPES.some((known) => known === type) ? protocolOf(type) : ''
  if (protocol !== 'TCP' && protocol !== 'UDP') return { verdict: 'none', service: '' }
  const socket: Socket = `${port}/${protocol}`
  const dangerous = dangerousPort(port, type)
  const [purpose, advice, misuse] = [PURPOSE.get(socket), ADVICE.get(socket), ABUSE.get(socket)]
  const tierReason = TIER_REASON.get(socket)
  if (dangerous) {
    return {
      verdict: 'danger',
      service: dangerous.service,
      tier: { name: dangerous.tier, ...(tierReason && { reason: tierReason }) },
      ...(purpose && { purpose }),
      ...(advice && { advice }),
      ...(misuse && { misuse }),
    }
  }
  const expected = EXPECTED.get(socket)
  return expected ? { verdict: 'expected', ...expected } : { verdict: 'none', service: '' }
}

/** IANA's registry of service names, at the entries of a port (RFC 6335). */
export const ianaEntry = (port: number): Source => ({
  title: `IANA: ${port}`,
  url: `https://www.iana.org/assignments/service-names-port-numbers/service-names-port-numbers.xhtml?search=${port}`,
})

function bySocket<Entry>(
  entries: readonly (Entry & { ports: readonly Socket[] })[],
): ReadonlyMap<Socket, Entry> {
  return new Map(entries.flatMap((entry) => entry.ports.map((port) => [port, entry] as const)))
}
