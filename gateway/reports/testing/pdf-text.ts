import { spawnSync } from "node:child_process";

/** Whether texts can be read out of PDFs here (poppler-utils). */
export const canReadPdf = spawnSync("pdftotext", ["-v"]).error === undefined;

/** What a person reads on the pages of a PDF, without white space, which comes and goes there. */
export const pdfText = (pdf: Buffer): string => {
  const { stdout, status, stderr } = spawnSync("pdftotext", ["-layout", "-", "-"], { input: pdf });
  if (status !== 0) throw new Error(stderr.toString());
  return evened(stdout.toString("utf8"));
};

export const evened = (text: string): string => text.replaceAll(/\s+/g, "");
