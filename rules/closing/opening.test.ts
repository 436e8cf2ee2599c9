import { describe, expect, test } from "vitest";
import { at } from "../engine/testing/hall.ts";
import type { SettledDuty } from "../language/duty.ts";
import type { Paper } from "../routine/clerk.ts";
import type { Certificate } from "./certificate.ts";
import { openingClerk } from "./opening-clerk.ts";
import type { OpeningRound } from "./round.ts";
import { Bench } from "./testing/bench.ts";
import { openingView } from "./view.ts";

const duties = [{ id: "meeting", isForOpening: true }] as unknown as readonly SettledDuty[];

const meeting = (isOpen: boolean): Paper => ({
  kind: "task",
  id: "meeting/2025-07-08",
  day: "2025-07-08",
  at: at("07:50"),
  isOpen,
  value: {
    duty: "meeting",
    title: { zh: "班前会", en: "Meeting" },
    day: "2025-07-08",
    state: isOpen ? "open" : "done",
  },
});

const parked: Paper = {
  kind: "ticket",
  id: "T-20250707-T1-1",
  day: "2025-07-07",
  at: at("07:00"),
  isOpen: true,
  value: {
    id: "T-20250707-T1-1",
    target: "T1",
    targetName: { zh: "1 号台席", en: "Terminal 1" },
    zone: "hall",
    state: "parked",
    spare: null,
  },
};

const begin = (others: readonly Paper[] = []): Bench => {
  const bench = new Bench(openingClerk, at("07:40"), { duties });
  bench.others = others;
  bench.goOn(at("08:00"));
  bench.read("T1.online", "online");
  return bench;
};

const items = (bench: Bench): readonly string[] =>
  openingView(bench.hall(), duties).items.map(({ id, verdict, why }) => `${id} ${verdict} ${why.en}`.trim());

const round = (bench: Bench): OpeningRound => {
  const [found] = bench.valuesOf<OpeningRound>("opening");
  if (!found) throw new Error("no opening check");
  return found;
};

const sign = (bench: Bench, by = "M1"): string | undefined =>
  bench.ask({ is: "sign-opening", by, at: bench.now });
const except = (bench: Bench, item: string, note = "已挂暂停牌并报修", by = "M1"): string | undefined =>
  bench.ask({ is: "except-item", by, at: bench.now, item, note });
const affairs = (bench: Bench): readonly string[] =>
  bench.clerk
    .affairs(bench.hall())
    .map(({ fact, finding }) => `P${finding.priority} ${fact} → ${finding.tell[0]}`);

describe("an opening with a dead ticket machine", () => {
  test("is not clean: the machine is an exception by name, counted as one", () => {
    const bench = begin([meeting(true)]);
    expect(items(bench)).toEqual([
      "T1 pass",
      "QUEUE unknown QUEUE online: never heard from",
      "task:meeting fail not done yet",
    ]);
    bench.goOn(at("08:15"));
    bench.others = [meeting(false)];
    for (const clock of ["08:16", "08:18", "08:20", "08:22"]) {
      bench.goOn(at(clock));
      bench.read("T1.online", "online");
    }
    expect(sign(bench)).toBe("not ready yet: QUEUE: QUEUE online: never heard from");
    expect(except(bench, "T1")).toBe("T1 works");
    expect(except(bench, "QUEUE", "")).toBe("say how you know: write a note or take a photo");
    expect(except(bench, "QUEUE", "坏了", "E1")).toContain("staff may not open the hall with an exception");
    expect(except(bench, "QUEUE")).toBeUndefined();
    expect(sign(bench)).toBeUndefined();
    const [certificate] = bench.valuesOf<Certificate>("certificate");
    expect(certificate).toMatchObject({ id: "opening-2025-07-08-1", scope: "with-exceptions" });
    expect(certificate?.items.map(({ id, verdict, byHand }) => [id, verdict, byHand?.note ?? ""])).toEqual([
      ["T1", "pass", ""],
      ["QUEUE", "excepted", "已挂暂停牌并报修"],
      ["task:meeting", "pass", ""],
    ]);
    bench.goOn(at("08:24"));
    bench.read("T1.online", "online");
    bench.goOn(at("08:27"));
    bench.read("T1.online", "online");
    bench.goOn(at("08:31"));
    expect(round(bench).opened).toEqual({ at: at("08:30"), exceptions: 1, isSigned: true });
    expect(affairs(bench)).toEqual([]);
  });

  test("is told to the director when nobody signed, until somebody does", () => {
    const bench = begin();
    bench.goOn(at("08:31"));
    expect(round(bench).opened).toMatchObject({ isSigned: false });
    expect(affairs(bench)).toEqual(["P3 opening-check → hall-director"]);
    bench.read("T1.online", "online");
    bench.read("QUEUE.online", "online");
    expect(sign(bench)).toBeUndefined();
    expect(affairs(bench)).toEqual([]);
    expect(round(bench).opened).toMatchObject({ isSigned: false });
    bench.goOn(at("17:31"));
    expect(bench.kept.get("opening:opening/2025-07-08")?.isOpen).toBe(false);
  });
});

test.each([false, true])(
  "an opening certificate holds until the hall closes, and ends with the day (restarted meanwhile: %s)",
  isRestarted => {
    const bench = begin();
    bench.read("QUEUE.online", "online");
    expect(sign(bench)).toBeUndefined();
    const standing = () => bench.kept.get("standing:opening-2025-07-08-1");
    expect(standing()).toMatchObject({ isOpen: true, value: { endedAt: null, endedBy: null } });
    bench.goOn(at("17:29"));
    if (isRestarted) bench.restart();
    expect(standing()).toMatchObject({ isOpen: true, value: { endedAt: null } });
    bench.goOn(at("17:31"));
    expect(standing()).toMatchObject({
      isOpen: false,
      value: { endedAt: at("17:30"), endedBy: "closing", broken: [] },
    });
    const ended = bench.entries.filter(({ kind, what }) => kind === "certificate" && what === "ended");
    expect(ended).toMatchObject([{ at: at("17:30"), detail: { endedBy: "closing" } }]);
    expect(bench.clerk.papers().filter(({ kind }) => kind === "standing")).toEqual([]);
  },
);

test("what is parked is listed with its ticket, neither red nor green", () => {
  const bench = begin([parked]);
  bench.read("QUEUE.online", "online");
  expect(items(bench)).toEqual([
    "QUEUE pass",
    "ticket:T-20250707-T1-1 excepted parked, ticket T-20250707-T1-1, no spare",
  ]);
  expect(sign(bench)).toBeUndefined();
  expect(bench.valuesOf<Certificate>("certificate")[0]?.scope).toBe("with-exceptions");
});

test("a machine that was heard before people came in only is not known to work", () => {
  const bench = new Bench(openingClerk, at("07:40"), { duties });
  bench.goOn(at("07:49"));
  bench.read("QUEUE.online", "online");
  bench.goOn(at("07:51"));
  expect(items(bench)).toContain("QUEUE unknown QUEUE online: nothing measured since people came in");
});

test("a restart before opening changes nothing", () => {
  const bench = begin([meeting(true)]);
  except(bench, "QUEUE");
  const before = openingView(bench.hall(), duties);
  bench.restart();
  bench.others = [meeting(false)];
  expect(before.round?.exceptions.QUEUE?.by).toBe("李娜");
  expect(items(bench).at(-1)).toBe("task:meeting pass");
  expect(sign(bench)).toBeUndefined();
});
