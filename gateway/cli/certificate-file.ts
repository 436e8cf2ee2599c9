import { readFileSync, writeFileSync } from "node:fs";
import { z } from "zod";
import { verified } from "../wire/certificate.ts";
import { problem } from "../wire/common.ts";
import { type Address, ask, bytesOf } from "./api.ts";
import { EXIT, Stop } from "./exit.ts";
import type { Words } from "./words/language.ts";

/** Says whether a file is a certificate as it was issued; exit code 1 when it is not. */
export const certificateVerify = async (
  file: string,
  { http, json }: { readonly http: Address; readonly json: boolean },
  words: Words,
): Promise<number> => {
  const { certificate: say, language } = words;
  const manner = { method: "POST", bytes: read(file, words), patienceS: 30 } as const;
  const found = await ask(http, "/api/certificates/verify", z.union([verified, problem]), words, manner);
  if ("error" in found) throw new Stop(EXIT.usage, `hallwatch: ${found.message}`);
  if (json) console.log(JSON.stringify({ schema: 1, ...found }, null, 2));
  else {
    const standing = found.certificate?.standing.state;
    const now = standing === undefined ? "" : ` (${found.certificate?.id}, ${say.standing[standing]})`;
    console.log(`${say.is[found.is]}${now}: ${found.why[language]}`);
  }
  return found.is === "genuine" ? EXIT.ok : EXIT.found;
};

export type ExportOptions = { readonly http: Address; readonly pdf?: string; readonly html?: string };

/** Saves a certificate as it was archived, in the language of the command line. */
export const certificateExport = async (
  id: string,
  { http, pdf, html }: ExportOptions,
  words: Words,
): Promise<number> => {
  const { certificate: say, language } = words;
  const file = pdf ?? html;
  if (file === undefined) throw new Stop(EXIT.usage, say.where);
  const form = pdf === undefined ? "html" : "pdf";
  const path = `/api/certificates/${encodeURIComponent(id)}/file?form=${form}&lang=${language}`;
  const bytes = await bytesOf(http, path, words);
  if (bytes === null) throw new Stop(EXIT.found, say.unknown(id));
  try {
    writeFileSync(file, bytes);
  } catch (error) {
    throw new Stop(EXIT.usage, say.unwritable(file, error instanceof Error ? error.message : String(error)));
  }
  console.log(say.written(file));
  return EXIT.ok;
};

const read = (file: string, words: Words): Buffer => {
  try {
    return readFileSync(file);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "ENOENT")
      throw new Stop(EXIT.usage, words.certificate.noFile(file));
    const why = error instanceof Error ? error.message : String(error);
    throw new Stop(EXIT.usage, words.certificate.unreadable(file, why));
  }
};
