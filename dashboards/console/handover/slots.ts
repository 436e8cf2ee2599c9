import type { WireHandover } from "#gateway/wire/handover.ts";
import type { WireSignature } from "#gateway/wire/signature.ts";
import { isFixed } from "./items.ts";

/** As what somebody signs; `out`: whoever bridged hands it on. The gateway calls both of a bridge `bridge`. */
export type Place = "from" | "to" | "bridge" | "out";

/** One place for a signature: who signed, or who may. */
export type Slot = {
  readonly place: Place;
  readonly step: 1 | 2;
  readonly signature: WireSignature | null;
  /** Ids of those who alone may; null: by their roles. */
  readonly only: readonly string[] | null;
  /** Roles of those who may, where nobody is named. */
  readonly roles: readonly string[];
};

/** Who takes a post for somebody who is absent, as the rules say. */
export const BRIDGES: readonly string[] = ["hall-director", "duty-manager"];

/** The places for signatures, in order. Once it was bridged there is a second step with two more. */
export const slotsOf = (handover: WireHandover): readonly Slot[] => {
  const { steps, state, from, to, bridge, post } = handover;
  const [first, second] = steps;
  const isBridged = bridge !== null;
  const taken = first?.to ?? null;
  const taking: Slot = {
    place: "to",
    step: isBridged ? 2 : 1,
    signature: isBridged ? (second?.to ?? null) : taken,
    only: to === null ? null : [to],
    roles: [post],
  };
  const bridging: Slot = { place: "bridge", step: 1, signature: taken, only: null, roles: BRIDGES };
  const giving: Slot = { place: "from", step: 1, signature: first?.from ?? null, only: [from], roles: [] };
  if (isBridged)
    return [
      giving,
      bridging,
      { place: "out", step: 2, signature: second?.from ?? null, only: [bridge], roles: [] },
      taking,
    ];
  return state === "open" && isFixed(handover) ? [giving, taking, bridging] : [giving, taking];
};
