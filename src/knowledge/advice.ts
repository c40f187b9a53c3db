import { protocolOf, TYPES } from '#contract/port-row.ts'

import { AMPLIFIERS } from './advice/amplifiers.ts'
import type { Article, Sentence, Socket, Source } from './advice/article.ts'
import { CLUSTERS } from './advice/clusters.ts'
import { DATA_STORES } from './advice/data-stores.ts'
import { FILES_AND_NAMES } from './advice/files-and-names.ts'
import { MISUSE } from './advice/misuse.ts'
import { ORDINARY_PORTS } from './advice/ordinary.ts'
import { DATA_PURPOSES } from './advice/purposes-data.ts'
import { PURPOSES } from './advice/purposes.ts'
import { REMOTE } from './advice/remote.ts'
import { dangerousPort } from './dangerous-ports.ts'

/** Why a port is dangerous and what to do, in the languages of the page, with the source that vouches for it. */
type Advice = Omit<Article, 'ports'>

/** Everything that we know of a port by its number. What is absent nobody has examined. */
export type PortKnowledge = {
  /** Our own verdict: in the table of dangerous ports, examined and left out of it, or not examined. */
  verdict: 'danger' | 'ordinary' | 'none'
  /** What the service is called that people expect there; '' where that is not known. */
  service: string
  purpose?: Sentence
  advice?: Advice
  misuse?: Sentence & { source: Source }
  /** Why it is ordinary. */
  reason?: Sentence
}

const ADVICE = bySocket<Advice>([...REMOTE, ...FILES_AND_NAMES, ...AMPLIFIERS, ...DATA_STORES, ...CLUSTERS])
const PURPOSE = bySocket<Sentence>([...PURPOSES, ...DATA_PURPOSES])
const ABUSE = bySocket<Sentence & { source: Source }>(MISUSE)
const ORDINARY = new Map(ORDINARY_PORTS.map((entry) => [entry.port, entry]))

/**
 * What we know of a port with a type, for both address families alike. This module is heavy with text: the page imports
 * it when somebody opens a port.
 */
export function portKnowledge(port: number, type: string): PortKnowledge {
  const protocol = TYPES.some((known) => known === type) ? protocolOf(type) : ''
  if (protocol !== 'TCP' && protocol !== 'UDP') return { verdict: 'none', service: '' }
  const socket: Socket = `${port}/${protocol}`
  const dangerous = dangerousPort(port, type)
  const [purpose, advice, misuse] = [PURPOSE.get(socket), ADVICE.get(socket), ABUSE.get(socket)]
  if (dangerous) {
    return {
      verdict: 'danger',
      service: dangerous.service,
      ...(purpose && { purpose }),
      ...(advice && { advice }),
      ...(misuse && { misuse }),
    }
  }
  const ordinary = ORDINARY.get(socket)
  return ordinary ? { verdict: 'ordinary', ...ordinary } : { verdict: 'none', service: '' }
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
