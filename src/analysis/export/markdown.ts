import type { ExportRow } from './rows.ts'

/**
 * Rows as a table of GitHub's Markdown, numbers to the right. Whatever a word contains, it is shown as text: no
 * emphasis, link, mention, HTML or further cell comes of it. A line break, which a table cannot have, is a blank.
 */
export function exportMarkdown(rows: Iterable<ExportRow>): string {
  const lines = ['| port | service | type | status | servers |', '| ---: | --- | --- | --- | ---: |']
  for (const { port, service, type, status, servers } of rows) {
    lines.push(`| ${port} | ${cell(service)} | ${cell(type)} | ${cell(status)} | ${servers} |`)
  }
  return `${lines.join('\n')}\n`
}

const cell = (text: string): string =>
  text
    .replaceAll(/[\s\p{Cc}]+/gu, ' ')
    .trim()
    .replaceAll(/[\\`*_[\]<>|~&#@:$]|(?<=www)\./giu, String.raw`\$&`)
