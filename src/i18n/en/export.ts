import { count, plural } from './numbers.ts'

/** Files, copies and links of a view. */
export const exportMessages = {
  open: 'Export',
  what: (rows: number) =>
    plural(rows, 'The one matching port.', `All ${count(rows)} matching ports, in the order shown.`),
  which: 'Which rows',
  matching: (rows: number) => `${count(rows)} matching`,
  whatPicked: (rows: number) =>
    plural(rows, 'The selected port.', `The ${count(rows)} selected ports, in the order of the table.`),
  files: 'Save as a file',
  copies: 'Copy',
  file: {
    report: { name: 'Report', hint: 'HTML to read, print or send' },
    csv: { name: 'CSV', hint: 'for Excel and the like' },
    json: { name: 'JSON', hint: 'with scope, time and counts' },
    markdown: { name: 'Markdown', hint: 'for a ticket or a wiki' },
  },
  copy: {
    ports: { name: 'Ports', hint: '22,80,8000-8010' },
    nmap: { name: 'nmap', hint: '-p T:…,U:…' },
    nftables: { name: 'nftables', hint: 'sets' },
    securityGroup: { name: 'Security group', hint: 'rules that deny, JSON' },
    curl: { name: 'curl', hint: 'the calls that give these rows' },
  },
  link: 'Link to this view',
  copyLink: { name: 'Copy link', hint: 'shows what is current then' },
  copyFrozenLink: { name: 'Copy link', hint: 'keeps these numbers' },
  freeze: { name: 'Freeze this view', hint: 'the link keeps these numbers' },
  frozen: 'Frozen: the address now keeps these numbers.',
  downloaded: (rows: number) => `Saved ${count(rows)} ${plural(rows, 'port', 'ports')}.`,
  failed: 'That did not work. The browser may not allow it here.',
}
