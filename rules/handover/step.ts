import type { Entry, RoutineRefusal } from "../routine/clerk.ts";
import { NOTHING_DONE } from "../routine/clerk.ts";
import type { HandoverCommand } from "../routine/command.ts";
import { unreadReminder } from "./affairs.ts";
import type { Handover } from "./handover.ts";
import { type Asking, add, isFixed, read, remark, sign, unreadBy } from "./life.ts";
import { entryOf } from "./papers.ts";

/** A handover after what a person did, and what the trail keeps of it; or why not. */
export type Step = { readonly handover: Handover; readonly entry: Entry };

/** What a person does about a handover. A signature that is refused stays on the trail. */
export const step = (handover: Handover, command: HandoverCommand, asking: Asking): Step | RoutineRefusal => {
  const { at, by } = asking;
  const stepped = perCommand(handover, command, asking);
  if ("why" in stepped) {
    if (command.is !== "sign-handover") return stepped;
    const entry = entryOf(handover, "refused", {
      at,
      by: by.name,
      detail: { as: command.as, why: stepped.why },
    });
    const isTaking = command.as === "to" && isFixed(handover) && stepped.by !== "rights";
    const unread = isTaking && handover.state !== "done" ? unreadBy(handover, by.id) : [];
    const reminders = unread.length > 0 ? [unreadReminder(handover, by, unread)] : [];
    return { ...stepped, done: { ...NOTHING_DONE, entries: [entry], reminders } };
  }
  return {
    handover: stepped,
    entry: entryOf(stepped, VERBS[command.is], { at, by: by.name, detail: detailOf(stepped, command) }),
  };
};

const perCommand = (handover: Handover, command: HandoverCommand, asking: Asking) => {
  switch (command.is) {
    case "read-item":
      return read(handover, command, asking);
    case "remark":
      return remark(handover, command, asking);
    case "add":
      return add(handover, command, asking);
    case "sign-handover":
      return sign(handover, command, asking);
    default:
      return command satisfies never;
  }
};

const VERBS: Readonly<Record<HandoverCommand["is"], string>> = {
  "read-item": "read",
  remark: "remarked",
  add: "added",
  "sign-handover": "signed",
};

/** The outgoing person's signature is for the items as they stood: the trail has them. */
const detailOf = ({ state, items, remarks, counts }: Handover, command: HandoverCommand): unknown => {
  switch (command.is) {
    case "read-item":
      return { item: command.item };
    case "remark":
      return { remarks, counts };
    case "add":
      return { text: command.text.trim() };
    case "sign-handover": {
      const signed = items.map(({ id, title, standing }) => ({ id, title, standing }));
      return { as: command.as, state, ...(command.as === "from" && { items: signed, remarks, counts }) };
    }
    default:
      return command satisfies never;
  }
};
