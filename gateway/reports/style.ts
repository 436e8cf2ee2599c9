/** How a report looks on a page; nothing of it comes from elsewhere. */
export const STYLE = `
@page { size: A4; margin: 12mm }
:root { color-scheme: light }
body { font: 9.5pt/1.45 "Noto Sans SC", "PingFang SC", "Microsoft YaHei", system-ui, sans-serif; color: #1b1f23; background: #fff; margin: 0 auto; padding: 12mm; max-width: 186mm; box-sizing: content-box; font-variant-numeric: tabular-nums }
@media print { body { padding: 0; max-width: none } }
@media (max-width: 700px) { body { padding: 4mm } section { overflow-x: auto } }
p, h1, h2, dl, dd, ul, section { margin: 0; padding: 0 }
.hall { color: #4a5057; font-size: 11pt }
h1 { font-size: 20pt; font-weight: 600; line-height: 1.25; overflow-wrap: anywhere }
dl { display: grid; grid-template-columns: max-content 1fr; gap: 0 4mm; margin-top: 2mm }
dt { color: #4a5057 }
.headline { list-style: none; display: grid; grid-template-columns: repeat(auto-fill, minmax(42mm, 1fr)); gap: 3mm; margin: 5mm 0 }
.headline li { border-top: 0.5mm solid #1b1f23; padding-top: 1.2mm; display: flex; flex-direction: column; break-inside: avoid }
.headline span { color: #4a5057; font-size: 8.5pt }
.headline strong { font-size: 14pt; font-weight: 600; line-height: 1.3 }
.headline small { color: #4a5057; font-size: 7.5pt; line-height: 1.35 }
h2 { font-size: 11.5pt; font-weight: 600; margin: 6mm 0 1mm; break-after: avoid }
.chart { break-inside: avoid }
.chart svg { width: 100%; height: auto; display: block }
.note { color: #4a5057; font-size: 8pt; margin-bottom: 1mm }
table { width: 100%; border-collapse: collapse; font-size: 8pt; line-height: 1.3 }
thead { display: table-header-group }
tr { break-inside: avoid }
th { text-align: start; font-weight: 600; color: #4a5057; border-bottom: 0.4mm solid #1b1f23; padding: 0.8mm 1.5mm; vertical-align: bottom }
td { border-bottom: 0.2mm solid #c9cccf; padding: 0.7mm 1.5mm; vertical-align: top; overflow-wrap: anywhere }
.number { text-align: end; white-space: nowrap }
.none { color: #4a5057 }
footer { margin-top: 7mm; border-top: 0.2mm solid #c9cccf; padding-top: 2mm; font-size: 7.5pt; color: #4a5057 }
.hash { overflow-wrap: anywhere }
`.trim();
