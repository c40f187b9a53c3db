import { rowsOfEntries } from '#analysis/fold.ts'
import { ROW_COLUMNS } from '#analysis/order.ts'
import type { Weights } from '#analysis/score-weights.ts'
import type { SnapshotMark } from '#contract/port-statistics.ts'
import type { ScopeQuery } from '#contract/scope.ts'
import type { Ports } from '#dashboard/core/ports-context.tsx'
import { saveFile } from '#dashboard/core/save-file.ts'
import { exportCsv } from '#export/csv.ts'
import { exportCurl } from '#export/curl.ts'
import { exportFileName } from '#export/file-name.ts'
import { exportJson } from '#export/json.ts'
import { exportMarkdown } from '#export/markdown.ts'
import { exportNftables } from '#export/nftables.ts'
import { exportNmap } from '#export/nmap.ts'
import { compressPorts } from '#export/ports.ts'
import { buildReport } from '#export/report/report.ts'
import { EXPORT_COLUMNS, exportRows } from '#export/rows.ts'
import { exportSecurityGroup } from '#export/security-group.ts'
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
  /** The origin that a program asks for the same; null for none. */
  apiOrigin: string | null
  /** What contributions of the score are made with; null where the table shows none. */
  weights: Weights | null
}

/** One by one, as the source has them, folded on the page or not. */
const matchesOf = ({ listed, breakdown }: Ports) => rowsOfEntries(listed, breakdown.matches)

const rowsOf = ({ ports, selected, weights }: ExportSource) =>
  exportRows(ports.set, selected ?? matchesOf(ports), ports.nameOf, weights)

/** All that a row says, whatever of it the table hides; contributions where the table shows them. */
const columnsOf = ({ weights }: ExportSource) => (weights === null ? ROW_COLUMNS : EXPORT_COLUMNS)

const WRITERS: Record<
  File,
  { type: string; extension: string; write: (what: ExportSource, madeAt: Date) => string }
> = {
  report: {
    type: 'text/html;charset=utf-8',
    extension: 'html',
    write: ({ ports, selected, scopeQuery, names, mark }, madeAt) =>
      buildReport(
        {
          ...names,
          category: scopeQuery.category,
          mark,
          set: ports.set,
          indices: selected ?? matchesOf(ports),
          nameOf: ports.nameOf,
          query: selected ? null : filterText(ports.filter),
          changes: null, // a page holds one snapshot
        },
        language.get(),
        madeAt,
      ),
  },
  csv: {
    type: 'text/csv;charset=utf-8',
    extension: 'csv',
    write: (what) => exportCsv(rowsOf(what), columnsOf(what)),
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
          weights: what.weights,
          madeAt,
        },
        rowsOf(what),
      ),
  },
  markdown: {
    type: 'text/markdown;charset=utf-8',
    extension: 'md',
    write: (what) => exportMarkdown(rowsOf(what), columnsOf(what)),
  },
}

/** Saves the rows of a view as a file whose name carries scope and time. */
export function download(kind: File, what: ExportSource): void {
  const madeAt = new Date()
  const { type, extension, write } = WRITERS[kind]
  saveFile(exportFileName(what.scopeQuery, madeAt, extension), new Blob([write(what, madeAt)], { type }))
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
    case 'nftables':
      return exportNftables(rowsOf(what))
    case 'securityGroup':
      return exportSecurityGroup(rowsOf(what))
    case 'curl':
      if (what.apiOrigin === null) throw new Error('there is no endpoint that curl could ask')
      return exportCurl(
        {
          origin: what.apiOrigin,
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
