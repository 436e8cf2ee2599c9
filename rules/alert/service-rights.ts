import type { Role } from "../site/model.ts";
import { hours, type Millis } from "../time/instant.ts";
import { type Refusal, refused } from "./refusal.ts";
import { anyOf, lengthText, listed, ROLE_WORDS } from "./role-words.ts";

/** Who may take something out of service, for how long at most, and whether a second person must approve. */
export const TAKE_OUT: Readonly<Partial<Record<Role, { readonly most: Millis; readonly isByTwo: boolean }>>> =
  {
    facilities: { most: hours(7 * 24), isByTwo: false },
    "it-support": { most: hours(7 * 24), isByTwo: false },
    "hall-director": { most: hours(90 * 24), isByTwo: true },
  };

/** Life safety goes out of service only when one proposes it, another approves it, and something is done instead. */
export const LIFE_SAFETY: {
  readonly proposes: readonly Role[];
  readonly approves: readonly Role[];
  readonly most: Millis;
} = {
  proposes: ["duty-manager", "facilities", "safety-officer", "hall-director"],
  approves: ["safety-officer", "hall-director", "superior"],
  most: hours(7 * 24),
};

/** Somebody who takes part: his roles, and who he is. */
export type Participant = { readonly id: string; readonly roles: readonly Role[] };

/** What is asked. `isLifeSafety`: fire, gas, panic or break-in is told by what is to go out of service. */
export type TakingOut = {
  readonly isLifeSafety: boolean;
  readonly length: Millis;
  readonly compensation: string;
  readonly by: Participant | null;
  /** `stranger`: the hall does not know whom was named. */
  readonly second: Participant | "stranger" | null;
};

/** Whether it may be taken out of service: null, or why not and who may. */
export const mayTakeOut = (asked: TakingOut): Refusal | null => {
  if (asked.by === null) return forbidden(`who is none of the hall's people may not; ask ${anyOf(takers())}`);
  return asked.isLifeSafety ? lifeSafety(asked, asked.by) : ordinary(asked, asked.by);
};

/** Whether somebody may put something back into service. */
export const mayPutBack = (roles: readonly Role[] | null): Refusal | null => {
  const able = [...new Set([...takers(), ...LIFE_SAFETY.proposes, ...LIFE_SAFETY.approves])];
  return roles?.some(role => able.includes(role))
    ? null
    : forbidden(`only whoever took it out may put it back, or ${anyOf(able)}`);
};

/** The role in which somebody takes things out of service, for telling it that the time is over. */
export const takingRole = (roles: readonly Role[]): Role | undefined =>
  roles.find(role => takers().includes(role)) ?? roles.find(role => LIFE_SAFETY.proposes.includes(role));

const takers = (): readonly Role[] => Object.keys(TAKE_OUT) as Role[];

const lifeSafety = ({ length, compensation, second }: TakingOut, by: Participant): Refusal | null => {
  if (!by.roles.some(role => LIFE_SAFETY.proposes.includes(role)))
    return forbidden(
      `${named(by)} may not take life safety out of service; ask ${anyOf(LIFE_SAFETY.proposes)}`,
    );
  if (length > LIFE_SAFETY.most)
    return forbidden(`life safety may be out of service for at most ${lengthText(LIFE_SAFETY.most)}`);
  if (compensation.trim() === "")
    return refused("say what is done meanwhile instead: a fire watch, a guard at the door");
  return approved(second, by, "life safety takes two persons");
};

const ordinary = ({ length, second }: TakingOut, by: Participant): Refusal | null => {
  const [right] = by.roles
    .flatMap(role => TAKE_OUT[role] ?? [])
    .toSorted(
      (a, b) => Number(length > a.most) - Number(length > b.most) || Number(a.isByTwo) - Number(b.isByTwo),
    );
  if (!right) return forbidden(`${named(by)} may not take anything out of service; ask ${anyOf(takers())}`);
  if (length > right.most) {
    const longer = takers().filter(role => length <= (TAKE_OUT[role]?.most ?? 0));
    const ask = longer.length > 0 ? `ask ${anyOf(longer)}` : `nobody may for longer than ${longest()}`;
    return forbidden(`${named(by)} may take it out of service for at most ${lengthText(right.most)}; ${ask}`);
  }
  return right.isByTwo ? approved(second, by, "so long a time takes two persons") : null;
};

const longest = (): string =>
  lengthText(Object.values(TAKE_OUT).reduce((a, b) => (b.most > a.most ? b : a)).most);

const approved = (second: TakingOut["second"], by: Participant, why: string): Refusal | null => {
  const who = anyOf(LIFE_SAFETY.approves);
  if (second === null) return refused(`${why}: name who approves it, ${who}`);
  if (second === "stranger") return refused(`${why}: the second must be one of the hall's people`);
  if (second.id === by.id) return refused(`${why}: the second must be somebody else`);
  return second.roles.some(role => LIFE_SAFETY.approves.includes(role))
    ? null
    : forbidden(`${why}: ${named(second)} may not approve it; ask ${who}`);
};

const named = ({ roles }: Participant): string =>
  roles.length === 0
    ? "somebody without a role"
    : listed(
        roles.map(role => ROLE_WORDS[role]),
        "and",
      );

const forbidden = (why: string): Refusal => ({ is: "refused", why, by: "rights" });
