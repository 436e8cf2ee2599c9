import type { CertificateWords } from "./certificate-zh.ts";

/** What `hallwatch certificate` says in English. */
export const certificateEn: CertificateWords = {
  head: { id: "number", kind: "kind", issued: "issued", scope: "scope", standing: "now" },
  kind: { closing: "closing certificate", opening: "opening certificate" },
  scope: { final: "whole hall", partial: "in part", clean: "clean", "with-exceptions": "with exceptions" },
  standing: { holds: "holds", broken: "broken", ended: "ended" },
  verdict: { pass: "sensor", "by-hand": "by hand", excepted: "excepted" },
  missing: (day, kind) => `${day} has no ${kind}`,
  none: (from, to) => `no certificates from ${from} to ${to}`,
  signedBy: (name, role, at) => `signed by ${name} (${role}) at ${at}`,
  brokenBy: text => `broken: ${text}`,
  unknown: id => `hallwatch: there is no certificate ${id}`,
  is: { genuine: "genuine", differs: "differs", unknown: "unknown" },
  noFile: file => `hallwatch: there is no file ${file}`,
  unreadable: (file, why) => `hallwatch: cannot read ${file}: ${why}`,
  unwritable: (file, why) => `hallwatch: cannot write ${file}: ${why}`,
  where: "hallwatch: say where to with --pdf <file> or --html <file>",
  written: file => `wrote ${file}`,
};
