/**
 * The whole style of a report: on screen, and on A4 or Letter paper. The page's own fonts where the reader has them: a file that
 * is sent by mail carries none.
 */
export const STYLE = `
:root {
  color-scheme: light; --danger: #c8281e; --unknown: #929ba8; --normal: #1d9a90; --line: #dfe3e9; --muted: #596273;
  --sans: "Inter Variable", Inter, system-ui, "PingFang SC", "Microsoft YaHei", "Noto Sans SC", sans-serif;
  --mono: "JetBrains Mono Variable", "JetBrains Mono", ui-monospace, Menlo, Consolas, monospace
}
* { box-sizing: border-box }
body { margin: 0 auto; padding: 28px; max-width: 960px; color: #1c2430; background: #fff; font: 13px/1.45 var(--sans) }
h1 { font-size: 22px; margin: 0 }
h2 { font-size: 16px; margin: 20px 0 6px }
h3 { font-size: 13px; margin: 12px 0 4px }
p { margin: 4px 0 }
header { display: flex; justify-content: space-between; align-items: baseline; gap: 16px; border-bottom: 2px solid #1c2430; padding-bottom: 6px }
.mark { margin-left: auto; border: 1.5px solid var(--danger); color: #a3160e; border-radius: 4px; padding: 1px 8px; font-weight: 650 }
.demo { background: #e8effd; padding: 4px 10px; border-radius: 6px; font-weight: 600 }
dl { display: grid; grid-template-columns: max-content 1fr; gap: 1px 16px; margin: 8px 0 }
dt { color: var(--muted) }
dd { margin: 0; overflow-wrap: anywhere }
.figures { display: grid; grid-template-columns: repeat(2, 1fr); border: 1px solid var(--line); border-radius: 8px }
.figures div { padding: 6px 14px }
.figures b { display: block; font-size: 24px; line-height: 1.3; font-variant-numeric: tabular-nums }
.figures .danger-text { color: #a3160e }
small, .note { color: var(--muted); font-size: 12px }
.charts { display: grid; grid-template-columns: repeat(auto-fit, minmax(360px, 1fr)); gap: 0 24px }
svg { display: block; width: 100%; max-width: 480px; height: auto; font: 12px var(--sans) }
.danger { fill: var(--danger); color: #a3160e } .unknown { fill: var(--unknown); color: #4d5666 } .normal { fill: var(--normal); color: #0d665f }
figure { margin: 0; break-inside: avoid }
ul { padding-left: 18px; margin: 4px 0 }
.changes, .tiers { list-style: none; padding: 0 }
.legend { list-style: none; padding: 0; display: flex; flex-wrap: wrap; gap: 4px 20px }
table { width: 100%; border-collapse: collapse; font-variant-numeric: tabular-nums }
th, td { text-align: left; vertical-align: top; padding: 3px 10px 3px 0; border-bottom: 1px solid var(--line) }
th { color: var(--muted); font-weight: 600; border-bottom-color: #9aa3b2 }
th.n, .n { text-align: right; padding-right: 0 }
.m { font-family: var(--mono) } .m, .n, .s, th { white-space: nowrap } .wide { width: 99% } .half { width: 45% }
td.danger { font-weight: 600 }
@page { margin: 12mm; font: 8pt system-ui, "PingFang SC", "Microsoft YaHei", "Noto Sans SC", sans-serif; color: #596273 }
@media print {
  body { padding: 0; max-width: none; font-size: 8pt; print-color-adjust: exact; -webkit-print-color-adjust: exact }
  small, .note { font-size: 7pt }
  h1 { font-size: 15pt } h2 { font-size: 11pt; margin-top: 10px } h3 { font-size: 9pt; margin-top: 6px }
  dl { grid-template-columns: max-content 1fr max-content 1fr }
  .charts { grid-template-columns: 1fr 1fr }
  .table > div { columns: 2; column-gap: 7mm; font-size: 7pt; line-height: 1.3 }
  .table td, .table th { padding: 1.5px 6px 1.5px 0 }
  thead { display: table-header-group }
  tr, li, .figures, dl { break-inside: avoid }
  h2, h3 { break-after: avoid }
}
`
