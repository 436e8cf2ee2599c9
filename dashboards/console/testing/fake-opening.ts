import type { WireClosingItem, WireOpening } from "#gateway/wire/closing.ts";
import * as wire from "#gateway/wire/closing.ts";
import type { WireHall } from "#gateway/wire/hall.ts";
import type { WireWord } from "#gateway/wire/signature.ts";
import type { Answer } from "./fake-accounts.ts";
import { fakeCertificate, personOf } from "./fake-rounds.ts";

const SIGNERS = ["duty-manager", "hall-director"];
const iso = (at: number): string => new Date(at).toISOString();
const refused = (message: string): Answer => ({ status: 409, value: { error: "REFUSED", message } });
const done: Answer = { status: 200, value: {} };

const device = (
  id: string,
  zh: string,
  en: string,
  zone: string,
  more: Partial<WireClosingItem> = {},
): WireClosingItem => ({
  id,
  kind: "device",
  name: { zh, en },
  zone,
  verdict: "pass",
  why: { zh: "", en: "" },
  expected: { zh: "开机并有回应", en: "on and answering" },
  evidence: [],
  byHand: null,
  ...more,
});

/** A morning on which the queue machine is dead: nine things to see to before the hall opens. */
const morning: readonly WireClosingItem[] = [
  device("T1", "一号终端", "Terminal 1", "hall"),
  device("T2", "二号终端", "Terminal 2", "hall"),
  device("K1", "自助机", "Kiosk", "hall"),
  device("Q1", "叫号机", "Ticket machine", "hall", {
    verdict: "fail",
    why: { zh: "没有回应", en: "does not answer" },
  }),
  device("TV1", "大厅屏幕", "Hall screen", "hall"),
  device("C1", "大厅摄像头", "Hall camera", "hall", {
    verdict: "unknown",
    why: { zh: "没有新读数", en: "nothing heard" },
  }),
  device("task:morning-meeting", "班前会", "Morning meeting", "hall", {
    kind: "task",
    expected: { zh: "已完成", en: "done" },
  }),
  device("task:safety-look", "安全目测", "Safety look-round", "hall", {
    kind: "task",
    verdict: "fail",
    why: { zh: "还没做", en: "not done yet" },
    expected: { zh: "已完成", en: "done" },
  }),
  device("P1", "打印机", "Printer", "off1", {
    kind: "parked",
    verdict: "excepted",
    why: { zh: "停用待修，报修单 12，没有备机", en: "parked, ticket 12, no spare" },
  }),
];

/** The opening check of the fake hall. */
export class FakeOpening {
  /** Null: no opening is near, and the check is a preview. */
  since: string | null = null;
  items: readonly WireClosingItem[] = morning;
  #words = new Map<string, WireWord>();
  #certificate: WireOpening["certificate"] = null;

  reset(): void {
    this.since = null;
    this.items = morning;
    this.#words.clear();
    this.#certificate = null;
  }

  /** People come in now. */
  begin(now: number): void {
    this.since = iso(now);
  }

  /** Something changed of one item. */
  set(id: string, verdict: WireClosingItem["verdict"]): void {
    this.items = this.items.map(item => (item.id === id ? { ...item, verdict } : item));
  }

  read(now: number): WireOpening {
    const items = this.items.map((item): WireClosingItem => {
      const word = this.#words.get(item.id);
      return word && item.verdict !== "pass" ? { ...item, verdict: "excepted", byHand: word } : item;
    });
    const counts = { pass: 0, fail: 0, unknown: 0, excepted: 0 };
    for (const { verdict } of items) if (verdict !== "by-hand") counts[verdict]++;
    const open = items.filter(({ verdict }) => verdict === "fail" || verdict === "unknown");
    return {
      businessDay: "2025-07-09",
      since: this.since,
      dueAt: this.since && iso(Date.parse(this.since) + 30 * 60_000),
      items,
      counts,
      blockers: open.map(({ name, why }) => ({ zh: `${name.zh}：${why.zh}`, en: `${name.en}: ${why.en}` })),
      missing: this.#certificate ? [] : ["duty-manager"],
      opened: null,
      certificate: this.#certificate,
      at: iso(now),
    };
  }

  do(verb: string, body: Readonly<Record<string, unknown>>, hall: WireHall, now: number): Answer | null {
    if (verb === "except-item") {
      const { by, item, note, photo } = wire.exceptItem.parse(body);
      if (this.items.find(({ id }) => id === item)?.verdict === "pass") return refused("it works");
      this.#words.set(item, { by: personOf(hall, by).name, at: iso(now), note, photo: photo ?? null });
      return done;
    }
    if (verb !== "sign") return null;
    const { id, name, roles } = personOf(hall, wire.signOpening.parse(body).by);
    const role = roles.find(each => SIGNERS.includes(each));
    if (role === undefined)
      return { status: 403, value: { error: "NOT_ALLOWED", message: "ask the duty manager" } };
    const { blockers, items, since } = this.read(now);
    if (blockers.length > 0) return refused(blockers.map(({ en }) => en).join("; "));
    const { items: _items, ...summary } = fakeCertificate({
      id: "opening-2025-07-09-1",
      kind: "opening",
      hall,
      businessDay: "2025-07-09",
      scope: items.some(({ verdict }) => verdict === "excepted") ? "with-exceptions" : "clean",
      since: since ?? iso(now),
      issuedAt: iso(now),
      items,
      signatures: [{ person: id, name, role, at: iso(now) }],
    });
    this.#certificate = summary;
    return done;
  }
}
