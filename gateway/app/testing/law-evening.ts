import { randomUUID } from "node:crypto";
import { SHUT } from "#rules/closing/testing/bench.ts";
import { SlowJudge } from "#rules/closing/testing/slow-judge.ts";
import { badReading } from "#rules/reading/admit.ts";
import type { Task } from "#rules/routine/task.ts";
import type { Site } from "#rules/site/model.ts";
import { after, type Instant, minutes, seconds, toIso } from "#rules/time/instant.ts";
import type { WireCertificate } from "../../wire/certificate.ts";
import { LawDevices, type Lie } from "./law-devices.ts";
import { type Answer, type LawHall, PINS } from "./law-hall.ts";
import type { Asked, LawStep } from "./law-steps.ts";

/** One evening (or morning) of a hall: what devices told, what people asked for over the API, and what was answered. */
export class LawEvening {
  readonly judge: SlowJudge;
  /** What was answered, by what was asked: `sign 200`. */
  readonly answers: string[] = [];
  /** Items of an opening that somebody took along, by a command that was answered with 200. */
  readonly taken = new Set<string>();
  /** When the hall closes today, as it was announced last. */
  closesAt: string = "17:30";
  /** Targets that were ever taken out of service. */
  readonly outOfService = new Set<string>();
  readonly #hall: LawHall;
  readonly #devices: LawDevices;
  readonly #approved: { readonly zones: readonly string[]; readonly from: number; readonly to: number }[] =
    [];
  /** Called after each answer, so that nothing that it issued is judged later than it should. */
  readonly #look: (evening: LawEvening) => Promise<void>;

  constructor(
    hall: LawHall,
    site: Site,
    {
      lie = reading => reading,
      look,
    }: { readonly lie?: Lie; readonly look: (evening: LawEvening) => Promise<void> },
  ) {
    this.#hall = hall;
    this.judge = new SlowJudge(site);
    this.#devices = new LawDevices(hall, { site, judge: this.judge, lie });
    this.#look = look;
  }

  /** Zones with an approved activity at a moment. */
  approved(at: Instant): readonly string[] {
    return this.#approved.flatMap(({ zones, from, to }) => (from <= at && at < to ? zones : []));
  }

  /**
   * Why an opening certificate ought not to be there, going over all raw readings anew: a device passes by a value that is
   * right, was measured since people came in, is not too old, and after which it did not fail; what is left out somebody
   * took along by name, or it was out of service.
   */
  openingFaults({ items, since, issuedAt }: WireCertificate): readonly string[] {
    return ["T1", "QUEUE"].flatMap(id => {
      const item = items.find(each => each.id === id);
      if (item === undefined) return items.some(({ kind }) => kind === "parked") ? [] : [`${id} is missing`];
      if (item.verdict === "excepted")
        return this.taken.has(id) || this.outOfService.has(id) ? [] : [`nobody took ${id} along`];
      const told = this.judge.raw.filter(({ point }) => point === `${id}.online`);
      const last = told
        .toSorted((a, b) => Math.min(a.at, a.receivedAt) - Math.min(b.at, b.receivedAt))
        .at(-1);
      const measuredAt = last ? Math.min(last.at, last.receivedAt) : 0;
      const staleAt = measuredAt + this.#devices.point(`${id}.online`).staleAfter;
      const isProved = last?.value === 0 && measuredAt >= Date.parse(since) && staleAt > Date.parse(issuedAt);
      return isProved ? [] : [`${id} was not seen to work`];
    });
  }

  async play({ waitS, sensed, asked }: LawStep): Promise<void> {
    await this.#hall.pass(seconds(waitS));
    await this.#devices.sense(sensed);
    await this.#ask(asked);
  }

  async #ask(asked: Asked): Promise<void> {
    const { papers, alerts } = this.#hall;
    const pick = <T>(all: readonly T[], which: number): T | undefined => all[which % Math.max(1, all.length)];
    switch (asked.is) {
      case "close":
        return this.#close(asked);
      case "sign":
        return void (await this.#sign(asked.who, secretOf(asked), asked.scope));
      case "confirm":
        return void (await this.#confirm(asked.item, asked.who, asked.shown));
      case "extend": {
        const until = toIso(after(this.#hall.now(), minutes(asked.minutes)));
        return void (await this.#post("/closing/extend", { by: asked.who, until, why: "盘点" }, asked));
      }
      case "approve":
        return void (await this.#post("/closing/approve-extension", {
          by: asked.who,
          secret: secretOf(asked),
        }));
      case "re-enter":
        return void (await this.#post("/closing/re-enter", {
          by: asked.who,
          secret: secretOf(asked),
          why: "忘拿东西",
        }));
      case "except": {
        const body = { by: asked.who, item: asked.item, note: "已报修" };
        const { status } = await this.#post("/opening/except-item", body, asked);
        if (status === 200) this.taken.add(asked.item);
        return;
      }
      case "open":
        return this.#open(asked);
      case "sign-opening":
        return void (await this.#post("/opening/sign", { by: asked.who, secret: secretOf(asked) }));
      case "take-out": {
        const until = toIso(after(this.#hall.now(), minutes(120)));
        const order = {
          target: asked.item,
          order: "WO-1",
          compensation: "派人看守",
          until,
          second: "H1",
          secondSecret: PINS.H1,
        };
        const { status } = await this.#post("/services", { by: asked.who, ...order });
        if (status === 200) this.outOfService.add(asked.item);
        return;
      }
      case "put-back":
        return void (await this.#post(`/services/${asked.item}/put-back`, { by: asked.who }));
      case "acknowledge": {
        const alert = pick(alerts.list(), asked.which)?.id ?? "none";
        return void (await this.#post(`/alerts/${encodeURIComponent(alert)}/acknowledge`, { by: asked.who }));
      }
      case "answer": {
        const task = pick(papers.of("task"), asked.which)?.value as Task | undefined;
        const item = pick(task?.items ?? [], asked.which)?.id ?? "it";
        const said = { evidence: "confirmation", outcome: "ok", values: {}, note: "看过" };
        return void (await this.#post("/tasks/answer", {
          by: asked.who,
          task: task?.id ?? "no",
          item,
          ...said,
        }));
      }
      case "retract": {
        const task = pick(papers.of("task"), asked.which)?.value as Task | undefined;
        const item = pick(task?.items ?? [], asked.which)?.id ?? "it";
        return void (await this.#post("/tasks/retract", {
          by: asked.who,
          task: task?.id ?? "no",
          item,
          why: "点错",
        }));
      }
      case "sign-task": {
        const task = pick(papers.of("task"), asked.which)?.id ?? "no";
        return void (await this.#post("/tasks/sign", { by: asked.who, secret: secretOf(asked), task }));
      }
      case "ticket":
        return void (await this.#post("/tickets", {
          by: asked.who,
          kind: "fault",
          target: asked.item,
          description: "坏了",
        }));
      case "act": {
        const ticket = pick(papers.of("ticket"), asked.which)?.id ?? "no";
        const more = { note: {}, remove: { expectedDays: 2 }, close: { cause: "磨损" } }[asked.act];
        return void (await this.#post("/tickets/act", {
          by: asked.who,
          ticket,
          act: { is: asked.act, note: "已处理", ...more },
        }));
      }
      case "key":
        return void (await this.#post("/keys/act", { by: asked.who, key: "K1", act: asked.act, to: "M1" }));
      case "activity":
        return this.#allow(asked);
      case "day": {
        const hours = ["08:30-12:00", `14:00-${asked.closes}`];
        const body = { by: asked.who, date: "2025-07-08", hours, why: "延长营业" };
        if ((await this.#post("/days", body)).status === 200) this.closesAt = asked.closes;
        return;
      }
      default:
        return asked satisfies never;
    }
  }

  /** As a closing goes: all told, what is dead confirmed by hand, two signatures, and perhaps something in between. */
  async #close({ scope, waitS, mischief, dead, byS }: Extract<Asked, { is: "close" }>): Promise<void> {
    const isIn = mischief?.endsWith("occupancy") === true;
    const shut = Object.keys(SHUT).filter(id => id !== dead);
    await this.#devices.tell(shut.map(id => this.#devices.seen(id, !(isIn && id === mischief))));
    if (dead !== null) {
      await this.#devices.tell([badReading(this.#devices.point(dead), "no answer in 1 s", this.#hall.now())]);
      const [owner = "", role] = dead.split(".");
      await this.#confirm(role === "occupancy" ? `zone:${owner}` : owner, "G1", "own");
    }
    const asked = isIn ? "partial" : scope;
    await this.#sign("M1", PINS.M1 ?? "", asked);
    await this.#hall.pass(seconds(waitS));
    if (mischief !== null && !isIn)
      await this.#devices.tell([this.#devices.seen(mischief, false, after(this.#hall.now(), seconds(-byS)))]);
    await this.#sign("G1", PINS.G1 ?? "", asked);
  }

  /** As an opening goes: devices tell, or fail; what does not work is taken along, all of it or not; somebody signs. */
  async #open({ isAll, dead }: Extract<Asked, { is: "open" }>): Promise<void> {
    const now = this.#hall.now();
    await this.#devices.tell(
      ["T1", "QUEUE"].map(id =>
        id === dead
          ? badReading(this.#devices.point(`${id}.online`), "no answer in 1 s", now)
          : this.#devices.seen(`${id}.online`, true),
      ),
    );
    const { items } = (await this.#hall.get("/api/opening")).body as {
      items: readonly { id: string; verdict: string }[];
    };
    const red = items.filter(({ verdict }) => verdict === "fail" || verdict === "unknown");
    for (const { id } of red.slice(0, isAll ? red.length : 1)) {
      const { status } = await this.#post("/opening/except-item", { by: "M1", item: id, note: "已报修" });
      if (status === 200) this.taken.add(id);
    }
    await this.#post("/opening/sign", { by: "M1", secret: PINS.M1 });
  }

  async #allow({ who, zones, minutes: length }: Extract<Asked, { is: "activity" }>): Promise<void> {
    const from = this.#hall.now();
    const to = after(from, minutes(length));
    const id = `A${this.answers.length}`;
    await this.#post("/activities", { id, zones, from: toIso(from), to: toIso(to), by: who });
    const { status } = await this.#post(`/activities/${id}/approve`, { by: "H1", override: "临时加班" });
    if (status === 200) this.#approved.push({ zones, from, to });
  }

  #sign(by: string, secret: string, scope: string): Promise<Answer> {
    return this.#post("/closing/sign", { by, secret, scope });
  }

  async #confirm(item: string, by: string, shown: string | null): Promise<void> {
    const { status } = await this.#post("/closing/confirm-item", { by, item, note: "看过" }, { shown });
    if (status === 200) this.judge.said.push({ item, at: this.#hall.now() });
  }

  /** In the name of `by`, whose token is shown unless it is another's or none. */
  async #post(
    path: string,
    body: Body,
    { shown = "own" }: { readonly shown?: string | null } = {},
  ): Promise<Answer> {
    const as = shown === "own" ? body.by : shown;
    const answer = await this.#hall.send("POST", `/api${path}`, keyed(path, body), as);
    this.answers.push(`${path.replace(/\/(A\d+|D1|T1|hall|L-hall|alerts\/.*?)\//, "/…/")} ${answer.status}`);
    if (answer.status >= 500) throw new Error(`${path}: ${answer.text}`);
    if (as === null && answer.status === 200 && !("secret" in body)) throw new Error(`${path}: nobody may`);
    if (answer.status === 200) await this.#look(this);
    return answer;
  }
}

type Body = { readonly by: string } & Readonly<Record<string, unknown>>;

/** Every command has an id of its own but an approval, which names what it approves. */
const keyed = (path: string, body: Body): Body =>
  path.endsWith("/approve") ? body : { id: randomUUID(), ...body };

/** What somebody types when he signs. */
const secretOf = ({ who, secret }: { readonly who: string; readonly secret: string }): string =>
  (secret === "own" ? PINS[who] : secret === "wrong" ? "975310" : PINS[who === "H1" ? "M1" : "H1"]) ?? "0000";
