import type { IssuedCertificate } from "../ports/papers.ts";
import { html } from "../print/html-text.ts";
import { EMBEDDED, embeddedText } from "./embedded.ts";
import { qrSvg } from "./qr.ts";
import { type SheetRow, sheetOf } from "./sheet.ts";
import { type PaperLanguage, paperWords } from "./words/language.ts";

/**
 * A certificate as a page of its own: A4 when printed, without scripts and without anything from elsewhere.
 *
 * @param url  what its code opens
 */
export const certificateHtml = (issued: IssuedCertificate, language: PaperLanguage, url: string): string => {
  const words = paperWords(language);
  const sheet = sheetOf(issued, language);
  const facts = sheet.facts.map(([label, value]) => `<dt>${html(label)}</dt><dd>${html(value)}</dd>`);
  const signatures = sheet.signatures.map(
    ({ as, name, at }) =>
      `<li><strong>${html(name)}</strong><span>${html(as)}</span><time>${html(at)}</time></li>`,
  );
  const { head } = words;
  return `<!doctype html>
<html lang="${words.language}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${html(`${sheet.title} ${sheet.id} · ${sheet.hall}`)}</title>
<style>${STYLE}</style>
</head>
<body>
<header>
<div><p class="hall">${html(sheet.hall)}</p>
<h1>${html(sheet.title)}</h1>
<p class="scope">${html(sheet.scope)}</p>
<dl>${facts.join("")}</dl></div>
<figure>${qrSvg(url, html(words.scan))}<figcaption>${html(words.scan)}</figcaption></figure>
</header>
<p class="counts">${html(sheet.counts)}</p>
<table>
<thead><tr><th>${html(head.item)}</th><th>${html(head.expected)}</th><th>${html(head.evidence)}</th><th>${html(head.verdict)}</th></tr></thead>
<tbody>
${sheet.rows.map(row => rowHtml(row, words.verdict[row.verdict])).join("\n")}
</tbody>
</table>
<section><h2>${html(words.signatures)}</h2><ul class="signatures">${signatures.join("")}</ul></section>
<footer>
<p>${html(words.howTo)} ${html(words.zone(issued.certificate.timeZone))}</p>
<p class="link">${html(url)}</p>
<dl><dt>${html(words.hash)}</dt><dd>${html(sheet.hash)}</dd><dt>${html(words.previous)}</dt><dd>${html(sheet.previous)}</dd></dl>
</footer>
<script type="application/json" id="${EMBEDDED}">${embeddedText(issued).replaceAll("<", "\\u003c")}</script>
</body>
</html>
`;
};

/** Drawn, so that they are the same on every machine: a tick, a person, a dash. */
const MARKS = {
  pass: '<path d="M1 5.5 4 8.5 9.5 1.5" fill="none" stroke="#111" stroke-width="1.6"/>',
  "by-hand":
    '<circle cx="5" cy="2.6" r="2.3" fill="#111"/><path d="M.8 10a4.2 4.2 0 0 1 8.4 0z" fill="#111"/>',
  excepted: '<path d="M1 5.5h8" stroke="#111" stroke-width="1.6"/>',
} as const;

const rowHtml = ({ name, id, expected, evidence, verdict }: SheetRow, says: string): string =>
  `<tr class="${verdict}"><td>${html(name)} <small>${html(id)}</small></td><td>${html(expected)}</td><td>${evidence
    .map(text => `<p>${html(text)}</p>`)
    .join(
      "",
    )}</td><td><svg class="mark" viewBox="0 0 10 10" aria-hidden="true">${MARKS[verdict]}</svg> ${html(says)}</td></tr>`;

const STYLE = `
@page { size: A4; margin: 12mm }
:root { color-scheme: light }
body { font: 9.5pt/1.45 "Noto Sans SC", "PingFang SC", "Microsoft YaHei", system-ui, sans-serif; color: #111; background: #fff; margin: 0 auto; padding: 12mm; max-width: 186mm; box-sizing: content-box }
@media print { body { padding: 0; max-width: none } }
@media (max-width: 700px) { body { padding: 4mm } header { flex-wrap: wrap } }
p, h1, h2, dl, dd, ul, figure { margin: 0; padding: 0 }
header { display: flex; gap: 8mm; justify-content: space-between; align-items: flex-start }
.hall { color: #444; font-size: 11pt }
h1 { font-size: 22pt; font-weight: 600; line-height: 1.2 }
.scope { font-size: 11pt; margin: 1.5mm 0 3mm }
dl { display: grid; grid-template-columns: max-content 1fr; gap: 0 4mm }
dt { color: #555 }
dd, time, .link { font-variant-numeric: tabular-nums; overflow-wrap: anywhere }
figure { flex: none; width: 34mm; text-align: center; color: #444; font-size: 8pt }
.code { width: 34mm; height: 34mm; display: block }
.mark { width: 2.6mm; height: 2.6mm; vertical-align: -0.2mm }
.counts { margin: 4mm 0 1.5mm; font-weight: 600 }
table { width: 100%; border-collapse: collapse; font-size: 8pt; line-height: 1.25 }
thead { display: table-header-group }
tr { break-inside: avoid }
th { text-align: start; font-weight: 600; border-bottom: 0.5mm solid #111; padding: 0.8mm 1.5mm }
td { border-bottom: 0.2mm solid #bbb; padding: 0.45mm 1.5mm; vertical-align: top; overflow-wrap: anywhere }
th:last-child, td:last-child { white-space: nowrap }
small { color: #666; font-size: 7.5pt }
tr.by-hand { background: #ececec; print-color-adjust: exact; -webkit-print-color-adjust: exact }
tr.by-hand td:last-child { font-weight: 700 }
tr.excepted td { color: #444 }
section, footer { break-inside: avoid }
h2 { font-size: 10pt; font-weight: 600; margin: 4mm 0 1mm }
.signatures { list-style: none; display: flex; flex-wrap: wrap; gap: 4mm }
.signatures li { flex: 1 1 60mm; display: grid; border: 0.3mm solid #111; padding: 2mm 3mm }
.signatures strong { font-size: 13pt }
footer { margin-top: 4mm; border-top: 0.2mm solid #bbb; padding-top: 2mm; font-size: 7.5pt; color: #333 }
footer dl { margin-top: 1mm }
`.trim();
