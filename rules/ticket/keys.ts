import { type Refusal, refused } from "../alert/refusal.ts";
import type { Hall, Paper } from "../routine/clerk.ts";
import type { TicketCommand } from "../routine/command.ts";
import { forbidden, personOf, roleAmong } from "../routine/who.ts";
import type { Key, Person, Site } from "../site/model.ts";
import { nearest } from "../site/nearest.ts";
import { type Instant, instant } from "../time/instant.ts";
import { keyOf } from "./papers.ts";
import { KEY_RIGHTS } from "./rights.ts";
import type { KeyStanding } from "./ticket.ts";

export type KeyCommand = Extract<TicketCommand, { is: "key" }>;

/** What a command about a key comes to: where the key is then, and whether its loss has begun or ended. */
export type KeyStep = {
  readonly key: Key;
  readonly by: Person;
  readonly standing: KeyStanding;
  readonly is: "moved" | "lost" | "lock-replaced";
};

/** Where a key is: what was last said of it, else what the site file says. */
export const standingOf = (key: Key, papers: readonly Paper[]): KeyStanding => {
  const paper = papers.find(({ kind, id }) => kind === "key" && id === key.id);
  return paper ? keyOf(paper) : { id: key.id, holder: key.holder, since: instant(0), lost: null };
};

/**
 * Doors that can be opened with a key that is lost, with the keys: as long as the lock was not replaced.
 *
 * @param papers  open ones of kind `key`
 * @see GA-5.3-7b in the clause catalogue
 */
export const doorsWithLostKey = (
  { keys = [] }: Pick<Site, "keys">,
  papers: readonly Paper[],
): ReadonlyMap<string, readonly Key[]> => {
  const lost = keys.filter(key => standingOf(key, papers).lost !== null);
  const doors = new Set(lost.flatMap(({ opens }) => opens));
  return new Map(Array.from(doors, door => [door, lost.filter(({ opens }) => opens.includes(door))]));
};

/** What somebody says of a key. A lost one stays lost until its lock is replaced, also when it turns up again. */
export const keyStep = (hall: Hall, command: KeyCommand, papers: readonly Paper[]): KeyStep | Refusal => {
  const { site } = hall;
  const { act, at } = command;
  const key = site.keys?.find(({ id }) => id === command.key);
  if (!key) return stranger(site, command.key);
  const { words, who } = KEY_RIGHTS[act];
  const by = personOf(site, command.by);
  const standing = standingOf(key, papers);
  const isOwn = act === "return" && by !== undefined && standing.holder === by.id;
  if (!by || !(isOwn || roleAmong(by, who))) return forbidden(by, words, who);
  switch (act) {
    case "give":
      return give({ key, by, standing, is: "moved" }, site, command);
    case "return":
      if (standing.holder === null) return refused(`${key.id} is in the key box`);
      return { key, by, standing: { ...standing, holder: null, since: sinceOf(standing, at) }, is: "moved" };
    case "lost":
      if (standing.lost !== null) return refused(`${key.id} is lost: ticket ${standing.lost}`);
      if (command.note.trim() === "") return refused("say when and where it was seen last");
      return { key, by, standing: { ...standing, since: at }, is: "lost" };
    case "lock-replaced":
      if (standing.lost === null) return refused(`${key.id} is not lost: there is no lock to replace`);
      return { key, by, standing: { ...standing, holder: null, since: at, lost: null }, is: "lock-replaced" };
    default:
      return act satisfies never;
  }
};

const give = (step: KeyStep, site: Site, { to, at }: KeyCommand): KeyStep | Refusal => {
  const { key, standing } = step;
  if (standing.lost !== null) return refused(`${key.id} is lost: replace its lock first`);
  const holder = to === undefined ? undefined : personOf(site, to);
  if (!holder) return refused(to === undefined ? "say to whom" : `there is nobody ${to} in this hall`);
  if (standing.holder === holder.id) return refused(`${holder.name} has it`);
  return { ...step, standing: { ...standing, holder: holder.id, since: at } };
};

/** Of a lost key, since when it has been lost. */
const sinceOf = ({ lost, since }: KeyStanding, at: Instant): Instant => (lost === null ? at : since);

const stranger = ({ keys = [] }: Site, key: string): Refusal => {
  const near = nearest(
    key,
    keys.map(({ id }) => id),
  );
  return refused(`there is no key ${key}${near === null ? "" : `; did you mean ${near}?`}`);
};
