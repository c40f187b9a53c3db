import { html } from 'hono/html'

import { hostLabel } from '#analysis/host-list.ts'
import type { Category } from '#contract/scope.ts'
import { portKnowledge } from '#knowledge/advice.ts'
import { TIERS } from '#knowledge/dangerous-ports.ts'

import { serversOf } from './findings.ts'
import type { Finding, FindingServers, HostsOf } from './findings.ts'
import type { ReportFormat } from './format.ts'
import { foreign } from './html.ts'
import type { Html } from './html.ts'
import type { ReportMessages } from './messages-en.ts'

/** Ports that are told with their servers and the advice: the worst. */
const TOLD = 8
/** Servers of one that are named. */
const NAMED = 4

/** The dangerous ports by what an attacker gets, and of the worst ones where they are and what to do. */
export async function worstPorts(
  findings: readonly Finding[],
  { hostsOf, category }: { hostsOf: HostsOf; category: Category },
  t: ReportMessages,
  f: ReportFormat,
): Promise<Html> {
  if (findings.length === 0) return html`<p>${t.noDangerous}</p>`
  const told = findings.slice(0, TOLD)
  const servers = await Promise.all(told.map((finding) => serversOf(finding, hostsOf)))
  const rows = told.map(
    (finding, i) =>
      html`<tr>
        <td>
          <b class="m">${finding.port}/${foreign(finding.protocol)}</b><br /><span class="s"
            >${finding.service}</span
          >
        </td>
        <td class="s">
          ${tierName(finding, t)}${finding.isNew && html`<br /><b class="danger">${t.isNew}</b>`}
        </td>
        <td>${servers[i] && where(servers[i], category, t, f)}</td>
        <td>${advice(finding, t)}</td>
      </tr>`,
  )
  return html`${tiers(findings, t, f)}
    <table>
      <thead>
        <tr>
          <th scope="col">${t.columns.port}</th>
          <th scope="col">${t.columns.tier}</th>
          <th scope="col">${t.serversOf[category]}</th>
          <th scope="col" class="half">${t.advice}</th>
        </tr>
      </thead>
      <tbody>
        ${rows}
      </tbody>
    </table>
    ${findings.length > TOLD && html`<p class="note">${t.moreDangerous(findings.length - TOLD)}</p>`}`
}

/** Each tier that occurs, with its ports. */
function tiers(findings: readonly Finding[], t: ReportMessages, f: ReportFormat): Html {
  const lines = [...TIERS, '' as const].flatMap((tier) => {
    const own = findings.filter((finding) => finding.tier === tier)
    if (own.length === 0) return []
    const ports = own.map(({ port, service }) => `${port} ${service}`.trim()).join(t.comma)
    const name = tier === '' ? t.noTier : `${t.tiers[tier]}: ${t.tierMeaning[tier]}`
    return [
      html`<li>
        <b class="danger">${name} (${f.count(own.length)})</b>
        ${ports}
      </li>`,
    ]
  })
  return html`<ul class="tiers">
    ${lines}
  </ul>`
}

const tierName = ({ tier }: Finding, t: ReportMessages): string => (tier === '' ? '' : t.tiers[tier])

function where(
  { least, most, hosts }: FindingServers,
  category: Category,
  t: ReportMessages,
  f: ReportFormat,
): Html {
  const count = least === most ? f.count(least) : `${f.count(least)}–${f.count(most)}`
  const names = hosts.slice(0, NAMED).map((host, i) => html`${i > 0 && t.comma}${foreign(hostLabel(host))}`)
  return html`${t.servers(count, least, category)}
  ${hosts.length > 0 && html`<br /><small>${names}${hosts.length > NAMED && t.andMore(hosts.length - NAMED)}</small>`}`
}

function advice({ port, rows }: Finding, t: ReportMessages): string {
  const known = rows[0] && portKnowledge(port, rows[0].type).advice
  return known?.[t.language].whatToDo ?? t.closeUnneeded
}
