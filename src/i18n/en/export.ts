import { count, plural } from './numbers.ts'

/** Files, copies and links of a view. */
export const exportMessages = {
  what: (rows: number) =>
    plural(
      rows,
      'The matching row.',
      `All ${count(rows)} matching rows: one per port and type, in table order.`,
    ),
  which: 'Rows to export',
  selected: (rows: number) => `${count(rows)} ${plural(rows, 'row', 'rows')} selected`,
  matching: (rows: number) => `${count(rows)} ${plural(rows, 'row', 'rows')} matching`,
  whatSelected: (rows: number) =>
    plural(
      rows,
      'The selected row.',
      `The ${count(rows)} selected rows: one per port and type, in table order.`,
    ),
  files: 'This view',
  copies: 'Copy for the command line',
  file: {
    report: { name: 'Report', hint: 'findings first, to print or send' },
    csv: { name: 'CSV', hint: 'for spreadsheets' },
    json: { name: 'JSON', hint: 'with scope, time and counts' },
    markdown: { name: 'Markdown', hint: 'for tickets and wikis' },
  },
  copy: {
    ports: { name: 'Ports', hint: '22,80,8000-8010' },
    nmap: { name: 'nmap', hint: '-p T:…,U:…' },
    curl: { name: 'curl', hint: 'API calls for these rows' },
  },
  picture: { name: 'Picture', hint: 'the charts, PNG' },
  copyLink: { name: 'Copy link', hint: 'opens with the latest data' },
  copySnapshotLink: { name: 'Copy link', hint: 'opens with this snapshot' },
  pin: { name: 'Pin to this snapshot', hint: 'the link keeps these numbers' },
  pinned: 'Pinned: the link now keeps these numbers.',
  downloaded: (rows: number) => `Exported ${count(rows)} ${plural(rows, 'row', 'rows')}.`,
  failed: 'Export failed.',
}

export type ExportTexts = typeof exportMessages
