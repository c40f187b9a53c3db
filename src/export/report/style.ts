/** The whole style of a report: on screen, and on A4 or Letter paper. */
export const STYLE = `
:root { color-scheme: light; --danger: #c8281e; --unknown: #929ba8; --normal: #1d9a90; --line: #dfe3e9; --muted: #596273 }
* { box-sizing: border-box }
body { margin: 0 auto; padding: 28px; max-width: 900px; color: #1c2430; background: #fff; font: 13px/1.5 system-ui, "PingFang SC", "Microsoft YaHei", "Noto Sans SC", sans-serif }
h1 { font-size: 22px; margin: 0 }
h2 { font-size: 15px; margin: 22px 0 8px }
header { display: flex; justify-content: space-between; align-items: baseline; border-bottom: 2px solid #1c2430; padding-bottom: 8px }
.mark { border: 1.5px solid var(--danger); color: #a3160e; border-radius: 4px; padding: 1px 8px; font-weight: 650 }
.demo { background: #e8effd; padding: 6px 10px; border-radius: 6px; font-weight: 600 }
dl { display: grid; grid-template-columns: max-content 1fr; gap: 2px 16px; margin: 12px 0 }
dt { color: var(--muted) }
dd { margin: 0; overflow-wrap: anywhere }
.figures { display: grid; grid-template-columns: repeat(2, 1fr); border: 1px solid var(--line); border-radius: 8px }
.figures div { padding: 10px 14px }
.figures b { display: block; font-size: 26px; line-height: 1.3; font-variant-numeric: tabular-nums }
.figures .danger-text { color: #a3160e }
small, .note { color: var(--muted); font-size: 12px }
svg { display: block; width: 100%; max-width: 640px; height: auto; font: 12px ui-monospace, Menlo, Consolas, monospace }
.danger { fill: var(--danger); color: #a3160e } .unknown { fill: var(--unknown); color: #4d5666 } .normal { fill: var(--normal); color: #0d665f }
figure { margin: 0; break-inside: avoid }
ul { padding-left: 18px; margin: 4px 0 } .legend { list-style: none; padding: 0; display: flex; flex-wrap: wrap; gap: 4px 20px }
table { width: 100%; border-collapse: collapse; font-variant-numeric: tabular-nums }
th, td { text-align: left; padding: 4px 8px; border-bottom: 1px solid var(--line); overflow-wrap: anywhere }
th { color: var(--muted); font-weight: 600; border-bottom-color: #9aa3b2 }
.n { text-align: right } .m { font-family: ui-monospace, Menlo, Consolas, monospace }
td.danger { font-weight: 600 }
@page { margin: 14mm 12mm; font: 8pt system-ui, "PingFang SC", "Microsoft YaHei", "Noto Sans SC", sans-serif; color: #596273 }
@media print {
  body { padding: 0; max-width: none; font-size: 10pt; print-color-adjust: exact; -webkit-print-color-adjust: exact }
  thead { display: table-header-group }
  tr, .figures, dl { break-inside: avoid }
  h2 { break-after: avoid }
}
`
