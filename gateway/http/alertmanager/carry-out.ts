import { toIso } from "#rules/time/instant.ts";
import type { WireAlert } from "../../wire/alert.ts";
import type { AlertDesk, Done } from "./desk.ts";
import { keyOf } from "./labels.ts";
import { silenceId } from "./silence.ts";
import { personOf, type SilenceOrder } from "./silence-order.ts";

/** `id` of the silence that there is now; else why not, as a whole sentence. */
export type CarriedOut =
  | { readonly is: "silenced"; readonly id: string }
  | { readonly is: "refused" | "unrecorded"; readonly why: string };

/** A sentence stays one that people read; the count says how many more there are. */
const MOST_NAMED = 5;

/**
 * Puts aside everything that a silence means, or nothing: rights are asked for first, and what was put aside before
 * something else failed is taken back.
 */
export const carryOut = async (desk: AlertDesk, order: SilenceOrder): Promise<CarriedOut> => {
  const { by, until, reason, shelve } = order;
  const answers = await Promise.all(
    shelve.map(async alert => ({ alert, why: await desk.mayNotShelve(alert.id, by, until) })),
  );
  const forbidden = answers.flatMap(({ alert, why }) => (why === null ? [] : [`${keyOf(alert)}: ${why}`]));
  if (forbidden.length > 0) return { is: "refused", why: forbiddenText(forbidden, shelve.length) };
  const done: WireAlert[] = [];
  for (const alert of shelve) {
    // A shelf is not changed but ended and made anew: who may put aside for an hour may not do so hour after hour unseen.
    if (alert.shelf) {
      const ended = await desk.unshelve(alert.id, by);
      if (ended.is !== "done") return takenBack(desk, order, done, { alert, result: ended });
    }
    const result = await desk.shelve(alert.id, { by, until, reason });
    if (result.is === "done") done.push(alert);
    else return takenBack(desk, order, done, { alert, result });
  }
  for (const alert of order.unshelve) {
    const result = await desk.unshelve(alert.id, by);
    if (result.is !== "done")
      return { is: result.is, why: `${keyOf(alert)} stays put aside as before: ${result.why}` };
  }
  const name = personOf(desk, by)?.name ?? by;
  return { is: "silenced", id: silenceId({ is: "timed", by: name, reason, at: "", until: toIso(until) }) };
};

const forbiddenText = (forbidden: readonly string[], count: number): string => {
  const more = forbidden.length > MOST_NAMED ? `; and ${forbidden.length - MOST_NAMED} more` : "";
  const which = `${forbidden.length} of the ${count} alerts that fit may not be put aside`;
  return `nothing was put aside: ${which}: ${forbidden.slice(0, MOST_NAMED).join("; ")}${more}`;
};

const takenBack = async (
  desk: AlertDesk,
  { by }: SilenceOrder,
  done: readonly WireAlert[],
  { alert, result }: { readonly alert: WireAlert; readonly result: Exclude<Done, { is: "done" }> },
): Promise<CarriedOut> => {
  const left: string[] = [];
  for (const each of done) {
    const undone = await desk.unshelve(each.id, by);
    if (undone.is !== "done") left.push(keyOf(each));
  }
  const rest = left.length === 0 ? "nothing was put aside" : `only ${left.join(", ")} is put aside`;
  return { is: result.is, why: `${rest}: ${keyOf(alert)}: ${result.why}` };
};
