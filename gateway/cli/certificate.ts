import { z } from "zod";
import { after, hours, instant, toIso } from "#rules/time/instant.ts";
import { certificate, certificateList as listShape, type WireCertificate } from "../wire/certificate.ts";
import { problem } from "../wire/common.ts";
import { hall as hallShape } from "../wire/hall.ts";
import { type Address, ask } from "./api.ts";
import { EXIT, Stop } from "./exit.ts";
import { table } from "./table.ts";
import type { Words } from "./words/language.ts";

type Asked = { readonly http: Address; readonly json: boolean };
export type ListOptions = Asked & { readonly from?: string; readonly to?: string };

const DAYS = 31;

/** Prints the certificates of some days and the days that have none; exit code 1 when there are such days. */
export const certificateList = async (
  { http, json, from, to }: ListOptions,
  words: Words,
): Promise<number> => {
  const { timeZone } = await ask(http, "/api/hall", hallShape, words);
  const { at: now } = await ask(http, "/api/health", z.object({ at: z.string() }), words);
  const last = to ?? dayOf(now, timeZone);
  const first = from ?? toIso(after(instant(Date.parse(last)), hours(-24 * (DAYS - 1)))).slice(0, 10);
  const answer = z.union([listShape, problem]);
  const found = await ask(http, `/api/certificates?from=${first}&to=${last}`, answer, words);
  if ("error" in found) throw new Stop(EXIT.usage, `hallwatch: ${found.message}`);
  const { certificates, missing } = found;
  if (json) console.log(JSON.stringify({ schema: 1, ...found }, null, 2));
  else {
    const { certificate: say } = words;
    const rows = certificates.map(({ id, kind, issuedAt, scope, standing }) => [
      id,
      say.kind[kind],
      localTime(issuedAt, timeZone),
      say.scope[scope],
      say.standing[standing.state],
    ]);
    if (rows.length > 0) console.log(table([Object.values(say.head), ...rows]));
    for (const { day, kind } of missing) console.log(say.missing(day, say.kind[kind]));
    if (rows.length + missing.length === 0) console.log(say.none(first, last));
  }
  return missing.length > 0 ? EXIT.found : EXIT.ok;
};

/** Prints one certificate with its items; exit code 1 when it is broken, or there is none such. */
export const certificateShow = async (id: string, { http, json }: Asked, words: Words): Promise<number> => {
  const path = `/api/certificates/${encodeURIComponent(id)}`;
  const found = await ask(http, path, z.union([certificate, problem]), words);
  if ("error" in found) throw new Stop(EXIT.found, words.certificate.unknown(id));
  console.log(json ? JSON.stringify({ schema: 1, certificate: found }, null, 2) : shown(found, words));
  return found.standing.state === "broken" ? EXIT.found : EXIT.ok;
};

const shown = (found: WireCertificate, { certificate: say, language, points, roles }: Words): string => {
  const { timeZone, standing } = found;
  const head = [found.id, found.siteName[language], say.scope[found.scope], say.standing[standing.state]];
  const rows = found.items.map(({ id, name, expected, verdict, evidence, byHand, except }) => [
    id,
    name[language],
    expected[language],
    say.verdict[verdict],
    [
      ...evidence.map(({ text, at, state }) =>
        [
          text[language],
          ...(at === null ? [] : [localTime(at, timeZone)]),
          ...(state === "good" ? [] : [`(${points.state(state)})`]),
        ].join(" "),
      ),
      ...(byHand ? [`${byHand.by} ${localTime(byHand.at, timeZone)} ${byHand.note}`.trim()] : []),
      ...(except ? [except[language]] : []),
    ].join("; "),
  ]);
  const signatures = found.signatures.map(({ name, role, at }) =>
    say.signedBy(name, (roles as Readonly<Record<string, string>>)[role] ?? role, localTime(at, timeZone)),
  );
  const broken = standing.broken.map(({ text, at }) =>
    say.brokenBy(`${text[language]} ${localTime(at, timeZone)}`),
  );
  return [head.join("  "), ...broken, table(rows), ...signatures, found.hash].join("\n");
};

const localTime = (time: string, timeZone: string): string =>
  new Date(time).toLocaleString("sv-SE", { timeZone });

const dayOf = (time: string, timeZone: string): string => localTime(time, timeZone).slice(0, 10);
