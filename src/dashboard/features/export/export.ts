import { isAmong } from '#analysis/breakdown.ts'
import { filterChanges } from '#analysis/changes.ts'
import { rowsOfEntries } from '#analysis/fold.ts'
import { ROW_COLUMNS } from '#analysis/order.ts'
import { findRow } from '#analysis/row-set.ts'
import type { SnapshotMark } from '#contract/port-statistics.ts'
import type { ScopeQuery } from '#contract/scope.ts'
import type { Ports } from '#dashboard/core/ports-context.tsx'
import { saveFile } from '#dashboard/core/save-file.ts'
import { exportCsv } from '#export/csv.ts'
import { exportCurl } from '#export/curl.ts'
import { exportFileName } from '#export/file-name.ts'
import { exportJson } from '#export/json.ts'
import { exportMarkdown } from '#export/markdown.ts'
import { exportNmap } from '#export/nmap.ts'
import { compressPorts } from '#export/ports.ts'
import type { ReportView } from '#export/report/report.ts'
import { exportRows } from '#export/rows.ts'
import { language } from '#preferences.ts'
import { filterText } from '#view/parameters.ts'

import type { Copy, File } from './export-kinds.ts'

/** What is exported: the rows of a view, with their scope and snapshot. */
export type ExportSource = {
  ports: Ports
  /** The selected rows, in the order shown; null for all that match. */
  selected: Uint32Array | null
  scopeQuery: ScopeQuery
  /** What the scope query is called, in the reader's language; no enterprise project means all. */
  names: { project: string; enterpriseProject: string | null; isDemo: boolean }
  mark: SnapshotMark | null
  /** The URL of the server that a program asks for the same; null for none. */
  apiUrl: string | null
  /** Changes since the moment of the view, or in the last day, whatever rows it shows; null where nothing is earlier. */
  readChanges: () => Promise<ReportView['changes']>
  hostsOf: ReportView['hostsOf']
}

/** One by one, as the source has them, folded on the page or not. */
const matchesOf = ({ listed, breakdown }: Ports) => rowsOfEntries(listed, breakdown.matches)

const rowsOf = ({ ports, selected }: ExportSource) =>
  exportRows(ports.set, selected ?? matchesOf(ports), ports.nameOf)

const WRITERS: Record<
  File,
  { type: string; extension: string; write: (what: ExportSource, madeAt: Date) => string | Promise<string> }
> = {
  report: {
    type: 'text/html;charset=utf-8',
    extension: 'html',
    write: writeReport,
  },
  csv: {
    type: 'text/csv;charset=utf-8',
    extension: 'csv',
    write: (what) => exportCsv(rowsOf(what), ROW_COLUMNS),
  },
  json: {
    type: 'application/json',
    extension: 'json',
    write: (what, madeAt) =>
      exportJson(
        {
          scopeQuery: what.scopeQuery,
          snapshot: what.mark,
          query: what.selected ? null : filterText(what.ports.filter), // selected by hand: no query gives these rows
          madeAt,
        },
        rowsOf(what),
      ),
  },
  markdown: {
    type: 'text/markdown;charset=utf-8',
    extension: 'md',
    write: (what) => exportMarkdown(rowsOf(what), ROW_COLUMNS),
  },
}

/** The report of a view. It has the advice of the knowledge base, whose texts are no part of what a menu loads. */
async function writeReport(
  { ports, selected, scopeQuery, names, mark, readChanges, hostsOf }: ExportSource,
  madeAt: Date,
): Promise<string> {
  const { set, nameOf, filter, knowledge } = ports
  const [{ buildReport }, changes] = await Promise.all([import('#export/report/report.ts'), readChanges()])
  const indices = selected ?? matchesOf(ports)
  const isIn = isAmong(indices, set)
  const list =
    selected === null
      ? filterChanges(changes?.list ?? [], filter, knowledge)
      : changes?.list.filter(({ port, type }) => isIn(findRow(set, port, type)))
  const view: ReportView = {
    ...names,
    category: scopeQuery.category,
    mark,
    set,
    indices,
    nameOf,
    query: selected ? null : filterText(filter),
    changes: changes && { since: changes.since, list: list ?? [] },
    hostsOf,
  }
  return buildReport(view, language.get(), madeAt)
}

/** Saves the rows of a view as a file whose name carries scope and time. */
export async function download(kind: File, what: ExportSource): Promise<void> {
  const madeAt = new Date()
  const { type, extension, write } = WRITERS[kind]
  const content = await write(what, madeAt)
  saveFile(exportFileName(what.scopeQuery, madeAt, extension), new Blob([content], { type }))
}

/** Puts the view on the clipboard in another tool's words. Rejects where the browser does not allow that. */
export const copy = (kind: Copy, what: ExportSource): Promise<void> =>
  navigator.clipboard.writeText(textOf(kind, what))

function textOf(kind: Copy, what: ExportSource): string {
  switch (kind) {
    case 'ports':
      return compressPorts([...rowsOf(what)].map(({ port }) => port))
    case 'nmap':
      return exportNmap(rowsOf(what))
    case 'curl':
      if (what.apiUrl === null) throw new Error('there is no endpoint that curl could ask')
      return exportCurl(
        {
          server: what.apiUrl,
          scopeQuery: what.scopeQuery,
          snapshot: what.mark?.id ?? null,
          filter: what.ports.filter,
          count: matchesOf(what.ports).length,
        },
        what.ports.set,
        what.ports.knowledge,
      )
  }
}
