import type { WireClosing, WireClosingItem } from "#gateway/wire/closing.ts";
import type { WireControl, WireControlList, WireControlOrder } from "#gateway/wire/control.ts";
import { isUnderWay } from "./life.ts";

/** What can be done from here about one item of the closing check. */
export type ForItem = {
  readonly control: WireControl;
  /** The word that would put the item right. */
  readonly to: string;
  /** The latest command about it in this closing; null: none yet. */
  readonly order: WireControlOrder | null;
  /** Whether a command may be sent now, as far as this page knows. */
  readonly may: "yes" | "under-way" | "interlock";
};

/**
 * What a control can do about an item that is not as it should be; null: nothing. Only a red item is offered one: what nobody
 * can see is looked at by a person. What was ordered stays told until the item has passed, and never makes it pass.
 *
 * @param since  when the closing began, ISO 8601; null: it is a preview, and all orders of today are told
 */
export const forItem = (
  { id, verdict }: Pick<WireClosingItem, "id" | "verdict">,
  { controls, orders, isEnabled }: WireControlList,
  since: string | null,
): ForItem | null => {
  const control = controls.find(({ closing }) => closing?.item === id);
  if (!isEnabled || !control?.closing) return null;
  const { to } = control.closing;
  const order =
    orders.find(
      each =>
        each.point === control.point &&
        each.to === to &&
        each.state !== "withdrawn" &&
        each.state !== "proposed" &&
        (since === null || Date.parse(each.orderedAt) >= Date.parse(since)),
    ) ?? null;
  const isBusy = orders.some(each => each.point === control.point && isUnderWay(each));
  if (verdict !== "fail" && !isBusy && order === null) return null;
  const may = isBusy ? "under-way" : control.interlock.is === "yes" ? "yes" : "interlock";
  return { control, to, order, may };
};

/** The red items that a command can put right, with it; those that have one under way are left out. */
export const leftOn = (
  { items, since }: Pick<WireClosing, "items" | "since">,
  list: WireControlList,
): readonly (ForItem & { readonly item: WireClosingItem })[] =>
  items.flatMap(item => {
    const found = item.verdict === "fail" ? forItem(item, list, since) : null;
    return found && found.may !== "under-way" ? [{ ...found, item }] : [];
  });
