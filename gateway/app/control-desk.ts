import { NO_CONTROLS } from "#rules/control/control.ts";
import type { ControlOrder } from "#rules/control/order.ts";
import type { Paper } from "#rules/routine/clerk.ts";
import type { ControlCommand } from "#rules/routine/command.ts";
import { nameOf } from "#rules/routine/who.ts";
import { toIso } from "#rules/time/instant.ts";
import type { Commanded } from "../http/commanded.ts";
import type { ControlApi, Decision } from "../http/control.ts";
import type { DecideControl, OrderControl, WireControlList, WireControlOrder } from "../wire/control.ts";
import { wireControl, wireOrder } from "./control-wire.ts";
import { asking, type PaperDeskParts, paperIn, putAbout } from "./paper-desk.ts";

/** Commands of a day that are listed. */
const MOST = 500;

const DONE: Readonly<Record<Decision, string>> = {
  approve: "approved",
  withdraw: "withdrawn",
  undo: "undone",
};

/** Where people switch what may be switched from here. */
export class ControlDesk implements ControlApi {
  readonly #parts: PaperDeskParts;

  constructor(parts: PaperDeskParts) {
    this.#parts = parts;
  }

  async controls(): Promise<WireControlList> {
    const { site, engine, clock } = this.#parts;
    const { isEnabled, controls } = site.controls ?? NO_CONTROLS;
    const { signals } = engine.current;
    return {
      isEnabled,
      controls: isEnabled
        ? Object.values(controls).map(control => wireControl(control, site, point => signals.of(point)))
        : [],
      orders: (await this.#ordersOfToday()).map(order => wireOrder(order, site)),
      at: toIso(clock.now()),
    };
  }

  async orderControl(asked: OrderControl): Promise<Commanded<WireControlOrder>> {
    const { site, desk } = this.#parts;
    const { point, to, why, cause, id } = asked;
    const plan = site.controls ?? NO_CONTROLS;
    if (plan.isEnabled && plan.controls[point] === undefined) return { is: "unknown" };
    const who = asking(this.#parts, asked);
    const by = nameOf(site, who.by);
    return desk.put({
      command: { is: "order-control", ...who, point, to, why, ...(cause !== undefined && { cause }) },
      id,
      done: "sent",
      answer: async () => {
        const own = (await this.#ordersOfToday()).find(
          order => order.point === point && order.by === by && order.why === why && order.state !== "refused",
        );
        return own ? wireOrder(own, site) : null;
      },
    });
  }

  decideControl(
    control: string,
    decision: Decision,
    asked: DecideControl,
  ): Promise<Commanded<WireControlOrder>> {
    return putAbout(this.#parts.desk, {
      command: decided(control, decision, { ...asking(this.#parts, asked), why: asked.why }),
      id: asked.id,
      done: DONE[decision],
      answer: async () => {
        const own = await this.#order(control);
        const undoing = decision === "undo" && own?.undoneBy ? await this.#order(own.undoneBy) : null;
        return own && wireOrder(undoing ?? own, this.#parts.site);
      },
    });
  }

  async #order(id: string): Promise<ControlOrder | null> {
    const paper = await paperIn(this.#parts, "control", id);
    return paper && orderOf(paper);
  }

  /** The latest first. */
  async #ordersOfToday(): Promise<readonly ControlOrder[]> {
    const { record, papers, engine } = this.#parts;
    const { businessDay } = engine.current.hours();
    const query = { kind: "control", isOpen: false, from: businessDay, limit: MOST } as const;
    const over = (await record.papers(query)).papers;
    const all = new Map([...over, ...papers.of("control")].map(paper => [paper.id, orderOf(paper)]));
    return [...all.values()].toSorted((a, b) => b.orderedAt - a.orderedAt || numberOf(b) - numberOf(a));
  }
}

const orderOf = ({ value }: Paper): ControlOrder => value as ControlOrder;

const numberOf = ({ id }: ControlOrder): number => Number(id.slice(id.lastIndexOf("/") + 1));

const decided = (
  control: string,
  decision: Decision,
  { why, ...who }: Pick<ControlCommand, "by" | "at"> & { readonly why: string },
): ControlCommand => {
  switch (decision) {
    case "approve":
      return { is: "approve-control", control, ...who };
    case "withdraw":
      return { is: "withdraw-control", control, why, ...who };
    case "undo":
      return { is: "undo-control", control, why, ...who };
    default:
      return decision satisfies never;
  }
};
