import { count, plural } from './numbers.ts'

/** Files, copies and links of a view. */
export const exportMessages = {
  open: 'Export',
  what: (rows: number) =>
    plural(rows, 'The matching port.', `All ${count(rows)} matching ports, in table order.`),
  which: 'Rows to export',
  matching: (rows: number) => `${count(rows)} matching`,
  whatSelected: (rows: number) =>
    plural(rows, 'The selected port.', `The ${count(rows)} selected ports, in table order.`),
  asRows: 'Files have rows as the data source has them: TCP and TCP6 apart.',
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
  downloaded: (rows: number) => `Exported ${count(rows)} ${plural(rows, 'port', 'ports')}.`,
  failed: 'Export failed.',
}
