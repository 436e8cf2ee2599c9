import type { ReportCell, ReportChart, ReportFigure, ReportTable } from "#rules/report/facility-report.ts";
import { html } from "../print/html-text.ts";
import { chartDrawing } from "./chart.ts";
import type { ReportDraft } from "./draft.ts";
import { drawingSvg } from "./drawing-svg.ts";
import { cellText, columnTitle, type ReportSheet, sheetOf } from "./sheet.ts";
import { STYLE } from "./style.ts";
import type { ReportLanguage } from "./words/language.ts";

/** Width of a chart on an A4 page, in points. */
export const CHART_WIDTH = 527;

/** A report as a page of its own: A4 when printed, without scripts and without anything from elsewhere. */
export const reportHtml = (draft: ReportDraft, language: ReportLanguage): string => {
  const { report } = draft;
  const sheet = sheetOf(draft, language);
  const { words } = sheet;
  const facts = sheet.facts.map(([label, value]) => `<dt>${html(label)}</dt><dd>${html(value)}</dd>`);
  return `<!doctype html>
<html lang="${words.language}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${html(`${sheet.title} · ${sheet.hall}`)}</title>
<style>${STYLE}</style>
</head>
<body>
<header>
<p class="hall">${html(sheet.hall)}</p>
<h1>${html(sheet.title)}</h1>
<dl>${facts.join("")}</dl>
</header>
<ul class="headline">${report.headline.map(figure => figureHtml(figure, language)).join("")}</ul>
${gapsHtml(sheet)}
${report.charts.map(chart => chartHtml(chart, language)).join("\n")}
${report.tables.map(table => tableHtml(table, language)).join("\n")}
<footer><p>${html(words.hash)} <span class="hash">${html(sheet.hash)}</span></p><p>${html(sheet.footer)}</p></footer>
</body>
</html>
`;
};

const figureHtml = ({ label, value, note }: ReportFigure, language: ReportLanguage): string =>
  `<li><span>${html(label[language])}</span><strong>${html(cellText(value, language))}</strong>${
    note === null ? "" : `<small>${html(note[language])}</small>`
  }</li>`;

const gapsHtml = ({ gaps, words }: ReportSheet): string => {
  if (gaps.length === 0) return `<section><h2>${html(words.gaps)}</h2><p>${html(words.noGaps)}</p></section>`;
  const { what, about, from, to, length } = words.gapHead;
  const head = [what, about, from, to, length].map(text => `<th>${html(text)}</th>`).join("");
  const rows = gaps.map(
    gap =>
      `<tr>${[gap.what, gap.about, gap.from, gap.to, gap.length].map(text => `<td>${html(text)}</td>`).join("")}</tr>`,
  );
  return `<section><h2>${html(words.gaps)}</h2><table class="gaps"><thead><tr>${head}</tr></thead><tbody>${rows.join("")}</tbody></table></section>`;
};

const chartHtml = (chart: ReportChart, language: ReportLanguage): string => {
  const title = chart.title[language];
  const svg = drawingSvg(chartDrawing(chart, language, CHART_WIDTH), title);
  return `<section class="chart"><h2>${html(title)}</h2>${svg}</section>`;
};

const tableHtml = ({ title, note, columns, rows, empty }: ReportTable, language: ReportLanguage): string => {
  const side = (index: number) => (columns[index]?.align === "right" ? ' class="number"' : "");
  const head = columns.map(
    (column, index) => `<th${side(index)}>${html(columnTitle(column, language))}</th>`,
  );
  const cell = (each: ReportCell, index: number) =>
    `<td${side(index)}>${html(cellText(each, language))}</td>`;
  const body =
    rows.length === 0
      ? `<tr><td colspan="${columns.length}" class="none">${html(empty[language])}</td></tr>`
      : rows.map(row => `<tr>${row.map(cell).join("")}</tr>`).join("");
  const said = note === null ? "" : `<p class="note">${html(note[language])}</p>`;
  return `<section><h2>${html(title[language])}</h2>${said}<table><thead><tr>${head.join("")}</tr></thead><tbody>${body}</tbody></table></section>`;
};
