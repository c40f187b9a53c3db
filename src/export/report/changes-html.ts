import { html } from 'hono/html'

import { byKind, countKinds, kindOf, rowOf } from '#analysis/changes.ts'
import type { NameOf } from '#analysis/word-column.ts'
import type { Change } from '#contract/changes.ts'
import { protocolOf } from '#contract/port-row.ts'
import { statusLabel } from '#terms/status-label.ts'

import type { ReportFormat } from './format.ts'
import { foreign } from './html.ts'
import type { Html } from './html.ts'
import type { ReportMessages } from './messages-en.ts'
import { SHAPES } from './shapes.ts'

/** Changes that are among the findings: the most urgent. */
const TOLD = 10

/** Changes since a moment, by cause: how often, and the most urgent one by one, dangerous ports before others. */
export function changesSince(
  changes: { since: string; list: readonly Change[] } | null,
  nameOf: NameOf,
  t: ReportMessages,
  f: ReportFormat,
): Html {
  if (changes === null) return html`<p>${t.nothingEarlier}</p>`
  const { since, list } = changes
  const counts = countKinds(list).map(({ kind, count }) => `${t.changeKinds[kind]}: ${f.count(count)}`)
  const lines = linesOf(list)
  const notes = (['firstRead', 'noLongerRead'] as const).filter((kind) =>
    list.some((change) => kindOf(change) === kind),
  )
  return html`<h3>${t.changes(f.instant(since))}</h3>
    <p>${counts.length === 0 ? t.nothing : counts.join(t.semicolon)}</p>
    ${items(lines.slice(0, TOLD), nameOf, t, f)}
    ${lines.length > TOLD && html`<p class="note">${t.moreChanges(lines.length - TOLD)}</p>`}
    ${notes.map((kind) => html`<p class="note">${t.changeKinds[kind]}: ${t.kindNotes[kind]}</p>`)}`
}

/** The changes that are not among the findings, if any. */
export function otherChanges(
  list: readonly Change[],
  nameOf: NameOf,
  t: ReportMessages,
  f: ReportFormat,
): Html | null {
  const lines = linesOf(list).slice(TOLD)
  if (lines.length === 0) return null
  return html`<section aria-label="${t.otherChanges}">
    <h2>${t.otherChanges}</h2>
    ${items(lines, nameOf, t, f)}
  </section>`
}

const items = (lines: readonly Line[], nameOf: NameOf, t: ReportMessages, f: ReportFormat): Html =>
  html`<ul class="changes">
    ${lines.map((line) => item(line, nameOf, t, f))}
  </ul>`

/** Changes of one kind of a port and protocol: both address families on one line. */
type Line = readonly [Change, ...Change[]]

function linesOf(list: readonly Change[]): Line[] {
  const lines = new Map<string, [Change, ...Change[]]>()
  const urgent = byKind(list)
  for (const change of [...urgent.filter(isDangerous), ...urgent.filter((change) => !isDangerous(change))]) {
    const key = `${kindOf(change)} ${change.port}/${protocolOf(change.type)}`
    const line = lines.get(key)
    if (line) line.push(change)
    else lines.set(key, [change])
  }
  return [...lines.values()]
}

const isDangerous = ({ before, after }: Change): boolean =>
  before?.status === 'danger' || after?.status === 'danger'

function item(line: Line, nameOf: NameOf, t: ReportMessages, f: ReportFormat): Html {
  const [first] = line
  const { port, type, status } = rowOf(first)
  const shape = status === 'danger' ? html`<span class="danger">${SHAPES.danger}</span>` : ''
  const relabelled =
    first.before !== null && first.after !== null && first.before.status !== first.after.status
      ? html`, ${foreign(statusLabel(t, first.before.status))} →
        ${foreign(statusLabel(t, first.after.status))}`
      : ''
  const closed = first.closedAt === null ? '' : `, ${t.closedAt(f.instant(first.closedAt))}`
  return html`<li>
    ${shape} <b>${t.changeKinds[kindOf(first)]}</b> <span class="m">${port}</span> ${nameOf(port, type)}
    ${line.map((change, i) => html`${i > 0 && ', '}${servers(change, f)}`)}${relabelled}${closed}
  </li>`
}

function servers({ type, before, after }: Change, f: ReportFormat): Html {
  const [was, is] = [before, after].map((cell) => cell && f.count(cell.servers))
  const count = was === is ? was : [was, is].filter((side) => side !== null).join(' → ')
  return html`<span class="m">${foreign(type)}</span> ${count}`
}
