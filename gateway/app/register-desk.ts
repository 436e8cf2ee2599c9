import type { SettledDuty } from "#rules/language/duty.ts";
import type { Paper } from "#rules/routine/clerk.ts";
import type { Answer, Task } from "#rules/routine/task.ts";
import type { Equipment, Words } from "#rules/site/model.ts";
import { type Ownerless, ownerless } from "#rules/task/owners.ts";
import type { Ticket } from "#rules/ticket/ticket.ts";
import { after, hours, toIso } from "#rules/time/instant.ts";
import type { WireAsset, WireRegister } from "../wire/register.ts";
import type { PaperDeskParts } from "./paper-desk.ts";
import { nameOf } from "./person-name.ts";
import type { Stickers } from "./stickers.ts";

/** What is in the register: things that people look after at times, by law or by the house's rules. */
const KINDS: readonly string[] = [
  "extinguisher",
  "hydrant",
  "emergency-light",
  "checkpoint",
  "panic-button",
  "smoke-detector",
] satisfies readonly WireAsset["kind"][];

/** How many times of a duty are looked back on for when a thing was looked at last. */
const TIMES_BACK = 6;
/** How far ahead something is due soon, and days without a duty manager are looked for. */
const SOON_DAYS = 30;
const ROSTER_DAYS = 14;

/** Where people look up what is due for the things of the hall. */
export class RegisterDesk {
  readonly #parts: PaperDeskParts & { readonly stickers: Stickers };

  constructor(parts: PaperDeskParts & { readonly stickers: Stickers }) {
    this.#parts = parts;
  }

  async register(codes: "with-codes" | "without-codes"): Promise<WireRegister> {
    const { site, clock } = this.#parts;
    const tasks = await this.#tasks();
    return {
      assets: site.equipment
        .filter(({ kind }) => KINDS.includes(kind))
        .map(thing => this.#asset(thing, tasks.get(thing.id) ?? []))
        .map(asset => (codes === "with-codes" ? asset : bare(asset))),
      gaps: this.#gaps(),
      at: toIso(clock.now()),
    };
  }

  /** The latest tasks by each thing that they are about, the latest first. */
  async #tasks(): Promise<ReadonlyMap<string, readonly Task[]>> {
    const { rules, record } = this.#parts;
    const duties = rules().book.duties.filter(({ each = [] }) => each.some(kind => KINDS.includes(kind)));
    const lists = await Promise.all(
      duties.map(({ id }) => record.papers({ kind: "task", beginning: `${id}/`, limit: TIMES_BACK })),
    );
    const tasks = lists.flatMap(({ papers }) => papers.map(taskOf)).toSorted((a, b) => b.opensAt - a.opensAt);
    const byThing = new Map<string, Task[]>();
    for (const task of tasks)
      for (const { id } of task.items) byThing.set(id, [...(byThing.get(id) ?? []), task]);
    return byThing;
  }

  #asset(thing: Equipment, tasks: readonly Task[]): WireAsset {
    const { site, papers, stickers } = this.#parts;
    const { id, kind, name, zone, register } = thing;
    const due = this.#due(thing, tasks);
    const last = lastAnswer(id, tasks);
    const written = register?.inspectedOn;
    const ticket = papers.of("ticket").find(({ value }) => (value as Ticket).target === id);
    return {
      id,
      kind: kind as WireAsset["kind"],
      name,
      zone,
      agent: register?.agent ?? null,
      madeOn: register?.madeOn ?? null,
      lastServicedOn: register?.lastServicedOn ?? null,
      nextServiceOn: register?.nextServiceOn ?? null,
      scrapOn: register?.scrapOn ?? null,
      due,
      state: this.#state(due, last !== null || written !== undefined),
      lastInspected: last && {
        at: toIso(last.at),
        by: last.by === "device" ? last.by : nameOf(site.people, last.by),
        outcome: last.outcome,
      },
      ticket: ticket?.id ?? null,
      sticker: stickers.path(id),
      hasTag: thing.nfc !== undefined,
    };
  }

  /** What is due first: a date of the register, or a task that waits for this thing. */
  #due({ id, register }: Equipment, tasks: readonly Task[]): WireAsset["due"] {
    const { calendar } = this.#parts.site;
    const waiting = tasks.filter(
      ({ state, items }) => state === "open" && items.some(item => item.id === id && item.answer === null),
    );
    const dates: NonNullable<WireAsset["due"]>[] = waiting.map(({ duty, dueAt }) => ({
      on: calendar.dateAt(dueAt),
      what: isTest(this.#dutyOf(duty)) ? "test" : "inspection",
    }));
    if (register) {
      dates.push({ on: register.nextServiceOn, what: "service" }, { on: register.scrapOn, what: "scrap" });
    }
    return dates.toSorted((a, b) => a.on.localeCompare(b.on))[0] ?? null;
  }

  #state(due: WireAsset["due"], isKnown: boolean): WireAsset["state"] {
    const { site, clock } = this.#parts;
    if (due === null) return isKnown ? "fine" : "unknown";
    const now = clock.now();
    if (due.on < site.calendar.dateAt(now)) return "overdue";
    return due.on <= site.calendar.dateAt(after(now, hours(24 * SOON_DAYS))) ? "soon" : "fine";
  }

  #gaps(): WireRegister["gaps"] {
    const { engine, clock, rules } = this.#parts;
    // Its calendar knows the days that were announced, which the site file's does not.
    const { site } = engine.current.hall;
    const ahead = { from: site.calendar.dateAt(clock.now()), days: ROSTER_DAYS };
    return ownerless(site, engine.current.roster(), rules().book.duties, ahead).map(each => ({
      kind: each.is,
      id: each.id,
      why: whyOf(each),
    }));
  }

  #dutyOf(id: string): SettledDuty | undefined {
    return this.#parts.rules().book.duties.find(duty => duty.id === id);
  }
}

/** As somebody sees it who may not have stood there: the sticker without what proves it. */
const bare = (asset: WireAsset): WireAsset => ({ ...asset, sticker: asset.sticker.replace(/\?.*$/, "") });

const taskOf = ({ value }: Paper): Task => value as Task;

/** A device says that it works; people look at things. */
const isTest = (duty: SettledDuty | undefined): boolean => duty?.reading !== undefined;

const whyOf = ({ is, name, owners }: Ownerless): Words => {
  if (is === "day") return { zh: `${name.zh} 没有值班经理`, en: `no duty manager on ${name.en}` };
  if (owners.length > 0)
    return {
      zh: `${name.zh}有 ${owners.length} 个负责人：${owners.join("、")}`,
      en: `${name.en} has ${owners.length} owners: ${owners.join(", ")}`,
    };
  return { zh: `${name.zh}没有负责人`, en: `nobody answers for ${name.en}` };
};

const lastAnswer = (id: string, tasks: readonly Task[]): Answer | null =>
  tasks
    .flatMap(({ items }) => items.flatMap(item => (item.id === id && item.answer ? [item.answer] : [])))
    .toSorted((a, b) => b.at - a.at)[0] ?? null;
