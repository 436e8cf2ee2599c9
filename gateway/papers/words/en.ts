import type { PaperWords } from "./zh.ts";

const items = (count: number): string => (count === 1 ? "1 exception" : `${count} exceptions`);
const counted = (count: number): string => (count === 1 ? "1 item" : `${count} items`);

/** What stands on papers in English. */
export const en: PaperWords = {
  language: "en",
  title: { closing: "Closing certificate", opening: "Opening certificate" },
  scope: {
    final: () => "The whole hall is closed: every item below is proved or confirmed.",
    partial: count => `Closed in part: ${items(count)}, and people may still be there.`,
    clean: () => "The opening check passed: everything below works.",
    "with-exceptions": count => `The opening check passed with ${items(count)}, each named below.`,
  },
  number: "Number",
  day: "Business day",
  since: "Evidence since",
  issued: "Issued",
  counts: (pass, byHand, excepted) =>
    `${counted(pass + byHand + excepted)}: ${pass} proved by sensors, ${byHand} confirmed by hand, ${excepted} excepted`,
  head: { item: "Item", expected: "Must be", evidence: "Evidence (time of the reading)", verdict: "Verdict" },
  verdict: { pass: "sensor", "by-hand": "by hand", excepted: "excepted" },
  byHand: (by, at, note, hasPhoto) =>
    `Confirmed by ${by} at ${at}: ${[...(note === "" ? [] : [note]), ...(hasPhoto ? ["with a photo"] : [])].join("; ")}`,
  excepted: why => `Excepted: ${why}`,
  noEvidence: "no sensor",
  state: {
    stale: (text, at) => `${text}, silent since ${at}`,
    bad: text => `${text} not trustworthy`.trim(),
    never: "never heard from",
  },
  signatures: "Signatures",
  lastLeaver: "last to leave",
  role: {
    guard: "guard",
    "duty-manager": "duty manager",
    "hall-director": "hall director",
    "safety-officer": "safety officer",
    facilities: "facilities",
    staff: "staff",
    "it-support": "IT support",
    cleaner: "cleaner",
    superior: "department above",
  },
  hash: "Hash",
  previous: "Before it",
  first: "none (the first)",
  howTo:
    "To check: scan the code at the top, or hand this file in under Certificates, Verify. What became of it since is on the page that the code opens.",
  scan: "scan to check",
  page: (page, pages) => `page ${page} of ${pages}`,
  zone: timeZone => `Times are the hall's (${timeZone})`,
  verified: {
    genuine: "Genuine",
    genuineBroken: "Genuine, but broken",
    differs: "Differs",
    unknown: "Unknown",
    what: "Check of a certificate",
    holds: "It still holds: no reading has contradicted it.",
    ofItsDay: "It is of a day that is not over; it says how the hall was when it opened.",
    unheard: "Nothing is recorded of what became of it since.",
    broken: "Broken",
    brokenBy: (item, text, at, isLate) =>
      `${item}: ${text}, ${at}${isLate ? " (the reading came late)" : ""}`,
    ended: {
      opening: at => `Ended: the hall opened, ${at}.`,
      closing: at => `Ended: the hall closed for the day, ${at}.`,
      "re-entry": at => `Ended: somebody came back, ${at}; the hall had to be closed anew.`,
      final: at => `Replaced by the certificate of the whole hall, issued ${at}.`,
    },
    document: "The document as it was issued",
  },
  labels: { title: "Labels", hint: "Print on A4 at 100 %; 24 to a page." },
};
