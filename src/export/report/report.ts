import { html, raw } from 'hono/html'

import { barsByType, countCells, firstRows, isAmong, summarize, TOP_PORTS } from '#analysis/breakdown.ts'
import type { Cell } from '#analysis/breakdown.ts'
import { MOST_SERVERS_FIRST, orderRows } from '#analysis/order.ts'
import type { Match } from '#analysis/query/match.ts'
import { rowAt } from '#analysis/row-set.ts'
import type { RowSet } from '#analysis/row-set.ts'
import type { NameOf } from '#analysis/word-column.ts'
import type { Change } from '#contract/changes.ts'
import type { SnapshotMark } from '#contract/port-statistics.ts'
import type { ProjectSummary } from '#contract/projects.ts'
import { DEFAULT_ENTERPRISE_PROJECT } from '#contract/scope.ts'
import type { Category } from '#contract/scope.ts'
import { exportRows } from '#export/rows.ts'
import { statusLabel } from '#terms/status-label.ts'

import { changesSince, otherChanges } from './changes-html.ts'
import { classOf, drawBars } from './charts.ts'
import { worstPorts } from './findings-html.ts'
import { findDangerous } from './findings.ts'
import type { HostsOf } from './findings.ts'
import { formatOf } from './format.ts'
import type { ReportFormat } from './format.ts'
import { foreign, printHtml } from './html.ts'
import type { Html } from './html.ts'
import type { ReportLanguage } from './languages.ts'
import { reportEn } from './messages-en.ts'
import type { ReportMessages } from './messages-en.ts'
import { reportZh } from './messages-zh.ts'
import { SHAPES } from './shapes.ts'
import { STYLE } from './style.ts'

const MESSAGES: Record<ReportLanguage, ReportMessages> = { en: reportEn, 'zh-CN': reportZh }

/** What a project and one of its enterprise projects are called in a language: names of our own are translated. */
export function namesIn(
  language: ReportLanguage,
  { kind, name }: Pick<ProjectSummary, 'kind' | 'name'>,
  enterpriseProject: { id: string; name: string } | null,
): Pick<ReportView, 'project' | 'enterpriseProject' | 'isDemo'> {
  const { projects } = MESSAGES[language]
  const isDefault =
    enterpriseProject?.id === DEFAULT_ENTERPRISE_PROJECT && enterpriseProject.name === 'default'
  return {
    project: kind === 'hss' ? name : projects[kind],
    enterpriseProject: isDefault ? projects.defaultEnterpriseProject : (enterpriseProject?.name ?? null),
    isDemo: kind === 'demo',
  }
}

/** A view, and where it is from. Names are as their reader knows them. */
export type ReportView = {
  project: string
  /** null for all enterprise projects. */
  enterpriseProject: string | null
  category: Category
  isDemo: boolean
  /** null when the scope has no data yet: then no figure is known, and none is 0. */
  mark: SnapshotMark | null
  set: RowSet
  /** The rows of the report, in its order. */
  indices: Uint32Array
  nameOf: NameOf
  /** The query of these rows, '' for all; null where they were selected by hand. */
  query: string | null
  /** Changes of these rows since an instant (ISO 8601), worst first; null where there is nothing earlier to compare with. */
  changes: { since: string; list: readonly Change[] } | null
  hostsOf: HostsOf
}

/**
 * One HTML file that needs nothing else: no script and no network. It begins with what was found and ends with all rows, as
 * the source has them. Whatever names and words it is given, they are shown as text; its own policy lets nothing run or load. Times are UTC, so that readers in two places read the same.
 */
export async function buildReport(view: ReportView, language: ReportLanguage, madeAt: Date): Promise<string> {
  const t = MESSAGES[language]
  const f = formatOf(language)
  const shows = isAmong(view.indices, view.set)
  const cells = countCells(view.set, shows)
  const worst = await worstPorts(
    findDangerous(view.set, view.indices, view.nameOf, view.changes?.list ?? []),
    view,
    t,
    f,
  )
  return printHtml(
    html`<!doctype html>
      <html lang="${t.language}">
        <head>
          <meta charset="utf-8" />
          <meta
            http-equiv="Content-Security-Policy"
            content="default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'"
          />
          <meta name="viewport" content="width=device-width, initial-scale=1" />
          <meta name="referrer" content="no-referrer" />
          <title>${t.title}: ${view.project}</title>
          <style>
            ${raw(STYLE)}${raw(pageFoot(t))}
          </style>
        </head>
        <body>
          <header>
            <h1>${t.title}</h1>
            ${view.isDemo && html`<span class="demo">${t.demo}</span>`}
            <span class="mark">${t.confidential}</span>
          </header>
          ${stamp(view, madeAt, t, f)}
          <section aria-label="${t.findings}">
            <h2>${t.findings}</h2>
            ${view.mark && changesSince(view.changes, view.nameOf, t, f)}
            <h3>${t.worst}</h3>
            ${view.mark === null ? html`<p>${t.noData}</p>` : worst}
          </section>
          <section aria-label="${t.summary}">
            <h2>${t.summary}</h2>
            ${summary(view, cells, t, f)}
          </section>
          ${charts(view, cells, shows, t, f)}
          ${view.changes && otherChanges(view.changes.list, view.nameOf, t, f)}
          <section aria-label="${t.table}" class="table">
            <h2>${t.table}</h2>
            ${table(view, t, f)}
          </section>
        </body>
      </html> `,
  )
}

/** On each sheet of paper: which one it is of how many, and that it is confidential, should it come loose. */
const pageFoot = ({ confidential, title }: ReportMessages): string =>
  `@page { @bottom-left { content: "${confidential} · ${title}" } @bottom-right { content: counter(page) " / " counter(pages) } }`

function stamp(view: ReportView, madeAt: Date, t: ReportMessages, f: ReportFormat): Html {
  const { mark, query } = view
  const enterpriseProject =
    view.enterpriseProject === null ? t.allEnterpriseProjects : foreign(view.enterpriseProject)
  const scope = html`${foreign(view.project)} · ${t.categories[view.category]} · ${enterpriseProject}`
  const snapshot =
    mark === null
      ? t.noSnapshot
      : `${mark.id}, ${t.collected(f.instant(mark.readFrom), f.instant(mark.readTo))}, ${mark.complete >= 1 ? t.complete : t.partial(f.share(mark.complete))}`
  const lines = [
    [t.scope, scope],
    [t.snapshot, snapshot],
    [t.query, query === null ? t.selected : query === '' ? t.noQuery : foreign(query)],
    [t.rows, mark === null ? UNKNOWN : t.ofAll(f.count(view.indices.length), f.count(view.set.size))],
    [t.made, f.instant(madeAt.toISOString())],
  ]
  return html`<dl>
    ${lines.map(
      ([term, text]) =>
        html`<dt>${term}</dt>
          <dd>${text}</dd>`,
    )}
  </dl>`
}

const UNKNOWN = '–'

function summary(
  { category, mark }: ReportView,
  cells: readonly Cell[],
  t: ReportMessages,
  f: ReportFormat,
): Html {
  const { shown, dangerous } = summarize(cells)
  const figure = (name: string, value: number, look = '') =>
    html`<div>${name}<b class="${look}">${mark === null ? UNKNOWN : f.count(value)}</b></div>`
  return html`<div class="figures">
      ${figure(t.dangerous, dangerous.rows, 'danger-text')}${figure(t.open, shown.rows)}
    </div>
    <p class="note">${t.instances(mark === null ? UNKNOWN : f.count(shown.instances), category)}</p>
    <ul class="legend" aria-label="${t.legend}">
      ${(['danger', 'unknown', 'normal'] as const).map(
        (status) =>
          html`<li class="${status}">${SHAPES[status]} ${t.statuses[status]}: ${t.meaning[status]}</li>`,
      )}
    </ul>`
}

function charts(
  { set, nameOf, category }: ReportView,
  cells: readonly Cell[],
  shows: Match,
  t: ReportMessages,
  f: ReportFormat,
): Html {
  const byType = barsByType(cells)
  if (byType.length === 0) return html``
  const risk = byType.map(({ name, total, byStatus }) => ({
    name,
    total: f.count(total.rows),
    parts: byStatus.map(({ status, rows }) => ({
      value: rows,
      status,
      title: `${statusLabel(t, status)}: ${f.count(rows)}`,
    })),
  }))
  const ports = firstRows(orderRows(set, MOST_SERVERS_FIRST, nameOf), shows, TOP_PORTS).map((i) => {
    const { port, type, servers, status } = rowAt(set, i)
    return {
      name: `${port}/${type} ${nameOf(port, type)}`,
      total: f.count(servers),
      parts: [{ value: servers, status, title: statusLabel(t, status) }],
    }
  })
  const byServers = t.topPorts[category]
  return html`<div class="charts">
    <figure>
      <h2>${t.risk}</h2>
      ${drawBars(t.risk, risk)}
    </figure>
    <figure>
      <h2>${byServers}</h2>
      ${drawBars(byServers, ports)}
    </figure>
  </div>`
}

function table(
  { set, indices, nameOf, category, mark }: ReportView,
  t: ReportMessages,
  f: ReportFormat,
): Html {
  if (indices.length === 0) return html`<p>${mark === null ? t.noData : t.none}</p>`
  const { port, service, type, status, tier } = t.columns
  const rows = Array.from(exportRows(set, indices, nameOf), (row) => {
    const look = classOf(row.status)
    return html`<tr>
      <td class="m">${row.port}</td>
      <td>${row.service}</td>
      <td class="m">${foreign(row.type)}</td>
      <td class="${look} s">${SHAPES[look]} ${foreign(statusLabel(t, row.status))}</td>
      <td class="s">${row.tier === '' ? '' : t.tiers[row.tier]}</td>
      <td class="n">${f.count(row.servers)}</td>
    </tr>`
  })
  return html`<p class="note">${t.tableNote}</p>
    <div>
      <table>
        <thead>
          <tr>
            <th scope="col">${port}</th>
            <th scope="col" class="wide">${service}</th>
            <th scope="col">${type}</th>
            <th scope="col">${status}</th>
            <th scope="col">${tier}</th>
            <th scope="col" class="n">${t.serversOf[category]}</th>
          </tr>
        </thead>
        <tbody>
          ${rows}
        </tbody>
      </table>
    </div>`
}
