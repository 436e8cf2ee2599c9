import type { CertificateStanding } from "#rules/closing/certificate.ts";
import type { Words } from "#rules/site/model.ts";
import type { IssuedCertificate } from "../ports/papers.ts";
import { html } from "../print/html-text.ts";
import { clockOf, sheetOf } from "./sheet.ts";
import { type PaperLanguage, paperWords } from "./words/language.ts";

/** What the code on a paper found. */
export type VerifyPage = {
  readonly is: "genuine" | "differs" | "unknown";
  readonly why: Words;
  /** What was issued under the number on the paper; null: nothing. */
  readonly issued: IssuedCertificate | null;
  /** What became of it since; null: nobody knows, so that it is not said to hold. */
  readonly standing: Omit<CertificateStanding, "id"> | null;
};

/**
 * What opens when somebody scans the code on a certificate: at one glance whether it is genuine, then what was certified
 * and what became of it since. A page of its own for a phone, without scripts and without the console.
 */
export const verifyPage = ({ is, why, issued, standing }: VerifyPage, language: PaperLanguage): string => {
  const words = paperWords(language);
  const { verified } = words;
  const sheet = issued && sheetOf(issued, language);
  // At one glance nobody may take a certificate for good that a reading has contradicted since.
  const isBroken = is === "genuine" && (standing?.broken ?? []).length > 0;
  const [sign, headline] = isBroken
    ? (["differs", verified.genuineBroken] as const)
    : ([is, verified[is]] as const);
  const body =
    issued && sheet
      ? `${standingHtml(issued, standing, language)}
<section><p class="hall">${html(sheet.hall)}</p><h2>${html(sheet.title)}</h2><p>${html(sheet.scope)}</p>
<dl>${sheet.facts.map(([label, value]) => `<dt>${html(label)}</dt><dd>${html(value)}</dd>`).join("")}</dl>
<p>${html(sheet.counts)}</p>
<ul>${sheet.signatures.map(({ name, as, at }) => `<li><strong>${html(name)}</strong> ${html(as)} <time>${html(at)}</time></li>`).join("")}</ul>
<p><a href="/api/certificates/${encodeURIComponent(sheet.id)}/file?form=pdf&amp;lang=${language}">${html(verified.document)} (PDF)</a></p>
<p class="zone">${html(words.zone(issued.certificate.timeZone))}</p></section>`
      : "";
  return `<!doctype html>
<html lang="${words.language}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="robots" content="noindex">
<title>${html(`${headline} · ${verified.what}`)}</title>
<style>${STYLE}</style>
</head>
<body>
<main>
<p class="what">${html(verified.what)}</p>
<div class="verdict ${sign}"><svg viewBox="0 0 24 24" aria-hidden="true">${SIGNS[sign]}</svg><h1>${html(headline)}</h1></div>
<p class="why">${html(why[language])}</p>
${body}
</main>
</body>
</html>
`;
};

const standingHtml = (
  { certificate }: IssuedCertificate,
  standing: VerifyPage["standing"],
  language: PaperLanguage,
): string => {
  const { verified } = paperWords(language);
  const { full } = clockOf(certificate.timeZone, certificate.issuedAt);
  const ended = standing?.endedAt == null || standing.endedBy === null ? null : standing;
  const broken = standing?.broken ?? [];
  const end =
    ended?.endedAt == null || ended.endedBy === null
      ? ""
      : `<p>${html(verified.ended[ended.endedBy](full(ended.endedAt)))}</p>`;
  const { holds, ofItsDay, unheard } = verified;
  const quiet = standing === null ? unheard : certificate.kind === "opening" ? ofItsDay : holds;
  if (broken.length === 0) return `<div class="standing">${end || `<p>${html(quiet)}</p>`}</div>`;
  const items = broken.map(
    ({ name, text, at, isLate }) =>
      `<li>${html(verified.brokenBy(name[language], text[language], full(at), isLate))}</li>`,
  );
  return `<div class="standing broken"><h2>${html(verified.broken)}</h2><ul>${items.join("")}</ul>${end}</div>`;
};

const SIGNS = {
  genuine: '<circle cx="12" cy="12" r="11"/><path d="M6.5 12.5l4 4 7-8.5"/>',
  differs: '<path d="M12 1l11 21H1z"/><path d="M12 8.5v7M12 18v1.5"/>',
  unknown:
    '<circle cx="12" cy="12" r="11"/><path d="M8.6 9.2a3.4 3.4 0 1 1 5 3c-1.2.7-1.6 1.3-1.6 2.6M12 17.2v1.4"/>',
} as const;

const STYLE = `
:root { color-scheme: light dark; --paper: #fff; --ink: #16191d; --faint: #5b636e; --line: #c9ced6; --yes: #14723a; --no: #b3261e; --open: #6b2fa0 }
@media (prefers-color-scheme: dark) { :root { --paper: #14171b; --ink: #eceff3; --faint: #a3acb8; --line: #3a414b; --yes: #52c27c; --no: #ff8a80; --open: #c79bf2 } }
body { margin: 0; background: var(--paper); color: var(--ink); font: 17px/1.5 "Noto Sans SC", "PingFang SC", "Microsoft YaHei", system-ui, sans-serif }
main { max-width: 34rem; margin: 0 auto; padding: 20px 16px 40px }
h1, h2, p, ul, dl, dd { margin: 0; padding: 0 }
.what, .hall, dt, .zone { color: var(--faint) }
.verdict { display: flex; align-items: center; gap: 16px; margin: 12px 0 }
.verdict svg { width: 64px; height: 64px; flex: none; fill: none; stroke: currentColor; stroke-width: 2; stroke-linecap: round; stroke-linejoin: round }
.verdict h1 { font-size: 2.6rem; line-height: 1.15 }
.genuine { color: var(--yes) } .differs { color: var(--no) } .unknown { color: var(--open) }
.why { font-size: 1.06rem; margin-bottom: 16px }
.standing { border-left: 4px solid var(--line); padding: 8px 12px; margin: 16px 0 }
.standing.broken { border: 3px solid var(--no); border-radius: 6px }
.standing.broken h2 { color: var(--no); font-size: 1.5rem }
section { border-top: 1px solid var(--line); padding-top: 16px; display: grid; gap: 8px }
section h2 { font-size: 1.4rem; line-height: 1.2 }
dl { display: grid; grid-template-columns: max-content 1fr; gap: 2px 16px }
dd, time { font-variant-numeric: tabular-nums; overflow-wrap: anywhere }
ul { list-style: none; display: grid; gap: 4px }
.standing ul { list-style: disc; padding-left: 20px }
a { color: inherit; display: inline-block; padding: 11px 0 }
time { color: var(--faint); white-space: nowrap }
`.trim();
