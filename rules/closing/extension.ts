import { type Refusal, refused } from "../alert/refusal.ts";
import { lengthText } from "../alert/role-words.ts";
import type { Hall, Reminder } from "../routine/clerk.ts";
import type { CheckCommand } from "../routine/command.ts";
import { between } from "../time/instant.ts";
import type { Moved } from "./by-hand.ts";
import { entry } from "./papers.ts";
import { ASKS_EXTENSION, actor, GRANTS_EXTENSION } from "./rights.ts";
import type { ClosingRound, Extension } from "./round.ts";
import { mustAt } from "./round-life.ts";

type Asked = Extract<CheckCommand, { is: "extend-closing" }>;
type Granted = Extract<CheckCommand, { is: "approve-extension" }>;

/** Somebody asks for more time to close; whoever may grant it grants it by asking. Never beyond the latest time. */
export const extend = (
  hall: Hall,
  round: ClosingRound,
  { by, at, until, why }: Asked,
): (Moved & { readonly reminders: readonly Reminder[] }) | Refusal => {
  const who = actor(hall.site, by, ASKS_EXTENSION, "ask for more time to close");
  if (who.is === "refused") return who;
  const { person } = who;
  if (why.trim() === "") return refused("say why it takes longer");
  if (until <= mustAt(round) || until <= at) return refused("that is no later than it must be closed anyway");
  if (until > round.latestAt) {
    const most = lengthText(between(round.since, round.latestAt));
    return refused(`no extension goes beyond ${most} after closing`);
  }
  const role = GRANTS_EXTENSION.find(each => person.roles.includes(each));
  const extension: Extension = {
    until,
    why: why.trim(),
    by: person.name,
    at,
    approvedBy: role ? { person: person.name, role, at } : null,
  };
  const what = role ? "extended" : "extension-asked";
  return {
    round: { ...round, extension, warnedAt: role ? null : round.warnedAt },
    entries: [entry("closing", round.id, what, { at, by: person.name, extension })],
    reminders: role ? [] : [askedFor(hall, round, extension)],
  };
};

const askedFor = ({ site }: Hall, { id }: ClosingRound, { by, why, at }: Extension): Reminder => ({
  key: `extension/${id}/${at}`,
  paper: `closing:${id}`,
  role: "hall-director",
  title: { zh: `${by}申请延长关门时间：${why}`, en: `${by} asks for more time to close: ${why}` },
  target: "hall",
  targetName: site.name,
  zone: "",
  steps: [{ zh: "在关门检查页批准或联系现场。", en: "Approve it on the closing page, or call the hall." }],
});

/** Grants the extension that was asked for. */
export const approveExtension = (hall: Hall, round: ClosingRound, { by, at }: Granted): Moved | Refusal => {
  const who = actor(hall.site, by, GRANTS_EXTENSION, "grant more time to close");
  if (who.is === "refused") return who;
  const { extension } = round;
  if (!extension) return refused("nobody asked for more time");
  if (extension.approvedBy) return refused(`it is granted already, by ${extension.approvedBy.person}`);
  if (extension.until <= at) return refused("the time that was asked for is over");
  const granted: Extension = {
    ...extension,
    approvedBy: { person: who.person.name, role: who.role, at },
  };
  return {
    round: { ...round, extension: granted, warnedAt: null },
    entries: [entry("closing", round.id, "extended", { at, by: who.person.name, extension: granted })],
  };
};
