import type { WireRound } from "#gateway/wire/closing.ts";
import type { WireHall } from "#gateway/wire/hall.ts";
import type { WireSignature } from "#gateway/wire/signature.ts";

/** A closing ends with two signatures: of whoever leaves last, and of a second person. */
export type Slot = "last-leaver" | "second";
export const slots = ["last-leaver", "second"] as const;

const LEAVERS: readonly string[] = ["staff", "duty-manager", "hall-director"];

/** Roles of which somebody fills a slot. Beside the last leaver a guard signs, or in a hall without any whoever answers for it. */
export const rolesOfSlot = (slot: Slot, people: WireHall["people"]): readonly string[] => {
  if (slot === "last-leaver") return LEAVERS;
  return people.some(({ roles }) => roles.includes("guard")) ? ["guard"] : ["duty-manager", "hall-director"];
};

/** The signature that fills a slot; undefined: it is missing. */
export const signatureOf = (
  { signatures }: Pick<WireRound, "signatures">,
  slot: Slot,
  people: WireHall["people"],
): WireSignature | undefined => {
  const second = signatures.find(({ role }) => rolesOfSlot("second", people).includes(role));
  return slot === "second" ? second : signatures.find(each => each !== second);
};
