import { html } from "../print/html-text.ts";
import { qrSvg } from "./qr.ts";
import { type PaperLanguage, paperWords } from "./words/language.ts";

/** One sticker: what it is on, and what its code opens. */
export type Label = { readonly name: string; readonly id: string; readonly url: string };

/** Stickers with codes to be printed and cut, three beside each other, eight rows to a page. */
export const labelsPage = (labels: readonly Label[], hall: string, language: PaperLanguage): string => {
  const words = paperWords(language);
  const stickers = labels.map(
    ({ name, id, url }) =>
      `<li>${qrSvg(url, html(id))}<p><strong>${html(name)}</strong><span>${html(id)} · ${html(codeIn(url))}</span><span>${html(hall)}</span></p></li>`,
  );
  return `<!doctype html>
<html lang="${words.language}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${html(`${words.labels.title} · ${hall}`)}</title>
<style>${STYLE}</style>
</head>
<body>
<p class="hint">${html(words.labels.hint)}</p>
<ul>
${stickers.join("\n")}
</ul>
</body>
</html>
`;
};

/** What is typed where the square cannot be read. */
const codeIn = (url: string): string => new URL(url).searchParams.get("k") ?? "";

const STYLE = `
@page { size: A4; margin: 8.5mm 7mm }
:root { color-scheme: light }
body { margin: 0 auto; max-width: 196mm; background: #fff; color: #111; font: 9pt/1.3 "Noto Sans SC", "PingFang SC", "Microsoft YaHei", system-ui, sans-serif }
.hint { padding: 4mm }
@media print { .hint { display: none } }
ul { list-style: none; margin: 0; padding: 0; display: grid; grid-template-columns: repeat(3, 1fr) }
li { box-sizing: border-box; height: 35mm; padding: 2mm; display: flex; gap: 2mm; align-items: center; break-inside: avoid; outline: 0.1mm dashed #bbb }
.code { width: 30mm; height: 30mm; flex: none }
p { margin: 0; display: grid; gap: 1mm; min-width: 0; overflow-wrap: anywhere }
strong { font-size: 11pt; font-weight: 600; max-height: 3.9em; overflow: hidden }
span { color: #444 }
`.trim();
