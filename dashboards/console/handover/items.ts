import type { WireHandover, WireHandoverItem } from "#gateway/wire/handover.ts";
import { href } from "../route.ts";

export type ItemKind = WireHandoverItem["kind"];

/** In this order people read what they inherit: what is open and what was put aside first. */
export const KINDS: readonly ItemKind[] = [
  "alert",
  "shelf",
  "blind",
  "certificate",
  "task",
  "ticket",
  "service",
];

/** Items of a kind, the most urgent first. */
export type Section = { readonly kind: ItemKind; readonly items: readonly WireHandoverItem[] };

export const sections = (items: readonly WireHandoverItem[]): readonly Section[] =>
  KINDS.map(kind => ({
    kind,
    items: items.filter(item => item.kind === kind).toSorted((a, b) => (a.priority ?? 5) - (b.priority ?? 5)),
  })).filter(section => section.items.length > 0);

/** Whether a person has opened an item. @param person  id */
export const hasRead = ({ read }: WireHandoverItem, person: string): boolean => Object.hasOwn(read, person);

/** What a person has still to open before he can take it, the most urgent first. @param person  id; empty: nobody is chosen */
export const unreadOf = (
  { items }: Pick<WireHandover, "items">,
  person: string,
): readonly WireHandoverItem[] =>
  sections(items.filter(item => !hasRead(item, person))).flatMap(section => section.items);

/** Where there is more about an item: `alert:<id>`, `task:<id>`, … */
export const placeOf = ({ id, kind }: WireHandoverItem): string => {
  const rest = id.slice(id.indexOf(":") + 1);
  switch (kind) {
    case "alert":
      return href("alerts", rest);
    case "shelf":
    case "service":
      return href("alerts", null, { tab: "shelved" });
    case "task":
      return `#/tasks/${encodeURIComponent(rest)}`;
    case "ticket":
      return href("tickets", rest);
    case "certificate":
      return rest.startsWith("closing/") ? href("closing") : href("certificates", rest);
    case "blind":
      return href("points");
    default:
      return kind satisfies never;
  }
};

/** Whether the outgoing person has signed: then nothing of it changes but what is added. */
export const isFixed = ({ steps }: Pick<WireHandover, "steps">): boolean => (steps[0]?.from ?? null) !== null;

/** How late a handover is, in ms; 0: it is not. What was handed over is late no more. */
export const lateBy = ({ state, dueAt }: Pick<WireHandover, "state" | "dueAt">, now: number): number =>
  state === "done" ? 0 : Math.max(0, now - Date.parse(dueAt));
