import { asksWho } from "../store/api.ts";
import type { ErrandOutcome } from "../store/errand.ts";
import { t } from "../words/language.ts";

/** What stood against something, in the person's language; `detail`: the gateway's own sentence where ours says less. */
export type Against = { readonly why: string; readonly detail: string };

/** Why the gateway did not take what somebody said of a task. */
export const taskRefusal = ({
  code,
  message,
}: Pick<Extract<ErrandOutcome, { is: "refused" }>, "code" | "message">): Against => {
  // Which task it is about the person sees.
  const sentence = message.replace(/^task \S+: /, "");
  if (asksWho({ code })) return { why: t().signInNeeded, detail: "" };
  if (code === "UNRECORDED") return { why: t().errors.unrecorded, detail: "" };
  if (code === "NOT_ALLOWED") return { why: t().tasks.notYours, detail: sentence };
  if (code === "NO_TASK") return { why: t().tasks.missing, detail: "" };
  const known = knownRefusal(sentence);
  return known === null ? { why: t().refused, detail: sentence } : { why: known, detail: "" };
};

/** The sentences of the gateway that people meet every day, in the person's language. Null: it is another. */
const knownRefusal = (sentence: string): string | null => {
  const words = t().tasks;
  const fast = /^implausibly fast: (\d+) s from .*, at least (\d+) s$/.exec(sentence);
  if (fast) return words.tooFast(Number(fast[1]), Number(fast[2]));
  const other = /^this (?:sticker|tag) is of (.+), not (.+)$/.exec(sentence);
  if (other) return words.wrongSticker(other[1] ?? "", other[2] ?? "");
  if (sentence.includes("none of this hall's")) return words.strangeSticker;
  if (sentence.startsWith("in order, please")) return words.otherFirst;
  const first = /was answered by (.+): take that back first$/.exec(sentence);
  if (first) return words.already(first[1] ?? "");
  if (/^this (?:was missed|does not fall due|is not open any more)/.test(sentence)) return words.over;
  if (sentence.startsWith("this opens at")) return words.notOpen;
  return null;
};
