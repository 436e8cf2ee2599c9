import type { WireControlOrder } from "#gateway/wire/control.ts";

/**
 * What is to be said of an order, step by step: `sent`, then what is waited for, then how it ended.
 *
 * - `done`: behind us; `now`: what it is at; `proved`: an independent reading said so; `failed`: it did not work
 * - `ended`: it never went out
 */
export type Step =
  | { readonly is: "done"; readonly sent: number }
  | { readonly is: "now"; readonly at: Now }
  | { readonly is: "proved"; readonly afterMs: number }
  | { readonly is: "failed"; readonly how: "failed" | "refused" }
  | { readonly is: "ended" };

export type Now =
  | { readonly is: "proposed" }
  /** Waiting for the device's answer to an attempt, counted from 1. */
  | { readonly is: "sending"; readonly attempt: number }
  /** Between two attempts, or before the first; how many went out. */
  | { readonly is: "again"; readonly sent: number }
  /** Waiting for the proof, until then (ISO 8601). */
  | { readonly is: "waits"; readonly until: string | null };

/** The steps of an order as far as it has come; at least one. */
export const stepsOf = (order: WireControlOrder): readonly Step[] => {
  const { attempts, state, proof, orderedAt, proofDueAt } = order;
  const last = attempts.at(-1);
  const sent = attempts.filter(({ outcome }) => outcome !== "waiting").length;
  const behind: readonly Step[] = sent > 0 ? [{ is: "done", sent }] : [];
  switch (state) {
    case "proposed":
      return [{ is: "now", at: { is: "proposed" } }];
    case "sending":
      return [
        {
          is: "now",
          at:
            last?.outcome === "waiting"
              ? { is: "sending", attempt: last.number }
              : { is: "again", sent: attempts.length },
        },
      ];
    case "sent":
      return [...behind, { is: "now", at: { is: "waits", until: proofDueAt } }];
    case "proved": {
      const from = Date.parse(attempts[0]?.at ?? orderedAt);
      return [
        ...behind,
        { is: "proved", afterMs: wholeSeconds(Date.parse(proof?.at ?? order.endedAt ?? orderedAt) - from) },
      ];
    }
    case "failed":
      return [...behind, { is: "failed", how: "failed" }];
    case "refused":
      return [{ is: "failed", how: "refused" }];
    case "withdrawn":
      return [{ is: "ended" }];
    default:
      return state satisfies never;
  }
};

/** Nothing is proved in no time at all. */
const wholeSeconds = (lengthMs: number): number => Math.max(1, Math.ceil(lengthMs / 1000)) * 1000;

/** Whether it is on its way: nothing else may be ordered of its point meanwhile. */
export const isUnderWay = ({ state }: Pick<WireControlOrder, "state">): boolean =>
  state === "sending" || state === "sent";
