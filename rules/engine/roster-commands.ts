import { type Refusal, refused } from "../alert/refusal.ts";
import { mayNoteAbsence } from "../roster/rights.ts";
import { nearest } from "../site/nearest.ts";
import type { Core } from "./core.ts";
import type { RosterCommand } from "./input.ts";
import { nameOf, personOf } from "./people.ts";

/** Notes that somebody will be away, or is there after all. Returns why not, when it is refused. */
export const obeyRoster = (core: Core, command: RosterCommand): Refusal | undefined => {
  const { site, roster, out } = core;
  const { at } = command;
  const person = personOf(site, command.person);
  if (!person) return stranger(core, command.person);
  const by = nameOf(site, command.by);
  const forbidden = mayNoteAbsence(personOf(site, command.by) ?? null, person);
  if (forbidden) return { is: "refused", why: forbidden, by: "rights" };
  if (command.is === "present") {
    const memo = roster.present(person.id, at);
    if (!memo) return refused(`${person.name} is not away`);
    out.memos.set(memo.key, memo);
    out.deeds.push({ is: "present", person: person.id, at, by });
    return undefined;
  }
  const { from, to, why } = command;
  if (to <= from) return refused("an absence ends after it begins");
  if (to <= at) return refused("that absence is over already");
  if (why.trim() === "") return refused("say why");
  const absence = { person: person.id, from, to, why };
  const memo = roster.absent(absence, at);
  out.memos.set(memo.key, memo);
  out.deeds.push({ is: "absent", at, by, absence });
  return undefined;
};

const stranger = ({ site }: Core, person: string): Refusal => {
  const near = nearest(
    person,
    site.people.flatMap(({ id, name }) => [id, name]),
  );
  return refused(`there is nobody ${person} in this hall${near === null ? "" : `; did you mean ${near}?`}`);
};
