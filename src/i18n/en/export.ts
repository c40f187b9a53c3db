import type { Copy, File } from '#dashboard/features/export/export-kinds.ts'

/** The texts of what can be taken away from a view. */
export const takeAwayEn = {
  what: (text: string, rows: number) =>
    rows === 1 ? 'The one matching port.' : `All ${text} matching ports, in the order shown.`,
  which: 'Which rows',
  matching: (text: string) => `${text} matching`,
  whatPicked: (text: string, rows: number) =>
    rows === 1 ? 'The selected port.' : `The ${text} selected ports, in the order of the table.`,
  files: 'Save as a file',
  copies: 'Copy',
  file: {
    report: { name: 'Report', hint: 'HTML to read, print or send' },
    csv: { name: 'CSV', hint: 'for Excel and the like' },
    json: { name: 'JSON', hint: 'with scope, time and counts' },
    markdown: { name: 'Markdown', hint: 'for a ticket or a wiki' },
  } satisfies Record<File, { name: string; hint: string }>,
  copy: {
    ports: { name: 'Ports', hint: '22,80,8000-8010' },
    nmap: { name: 'nmap', hint: '-p T:…,U:…' },
    nftables: { name: 'nftables', hint: 'sets' },
    securityGroup: { name: 'Security group', hint: 'rules that deny, JSON' },
    curl: { name: 'curl', hint: 'the calls that give these rows' },
  } satisfies Record<Copy, { name: string; hint: string }>,
  link: 'Link to this view',
  copyLink: { name: 'Copy link', hint: 'shows what is current then' },
  copyFrozenLink: { name: 'Copy link', hint: 'keeps these numbers' },
  freeze: { name: 'Freeze this view', hint: 'the link keeps these numbers' },
  frozen: 'Frozen: the address now keeps these numbers.',
  downloaded: (text: string, rows: number) => `Saved ${text} ${rows === 1 ? 'port' : 'ports'}.`,
}

export type TakeAwayWords = typeof takeAwayEn
