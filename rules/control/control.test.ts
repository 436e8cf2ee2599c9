import { describe, expect, it } from "vitest";
import { hours, minutes, seconds } from "../time/instant.ts";
import { at, Bench, switched } from "./testing/bench.ts";

const site = switched();
const FIRST = "control/2025-07-08/1";
const SECOND = "control/2025-07-08/2";

/** The hall after closing: nobody is in, and the lights are still on. */
const evening = (isRestarted: boolean): Bench => {
  const bench = new Bench(site, at("2025-07-08 18:00:00"), { isRestarted });
  bench.hear("hall.occupancy", 0);
  bench.hear("off1.occupied", "vacant");
  bench.hear("L-hall.command", "on");
  bench.hear("L-hall.power", 1200);
  bench.hear("L-off1.command", "on");
  bench.hear("L-off1.power", 400);
  return bench;
};
const off = { is: "order-control", by: "G1", point: "L-hall.command", to: "off", why: "closing" } as const;
const sentTo = (bench: Bench) =>
  bench.sent.map(({ order, attempt, to }) => `${order.split("/").at(-1)}.${attempt}=${to}`);

describe.each([false, true])("a command (restarted before every step: %s)", isRestarted => {
  it("is proved by the power that falls after it was sent", () => {
    const bench = evening(isRestarted);
    expect(bench.ask(off)).toBeUndefined();
    bench.pass(seconds(1));
    bench.answer(FIRST, "done");
    bench.pass(seconds(5));
    bench.hear("L-hall.power", 0);
    expect(bench.order(FIRST)).toMatchObject({
      state: "proved",
      by: "王伟",
      before: 1,
      to: 0,
      proof: { point: "L-hall.power", value: 0, at: at("2025-07-08 18:00:06") },
      outcome: { en: "Main hall lights power: 0 W" },
    });
    expect([sentTo(bench), bench.whats(FIRST), bench.affairs()]).toEqual([
      ["1.1=0"],
      ["ordered", "tried", "proved"],
      [],
    ]);
  });

  it("is not proved by what was measured before it was sent, late, stale or bad", () => {
    const bench = evening(isRestarted);
    bench.hear("L-hall.power", 0, minutes(2));
    bench.ask(off);
    bench.pass(seconds(2));
    bench.answer(FIRST, "done");
    bench.pass(seconds(10));
    bench.hear("L-hall.power", 0, seconds(15));
    bench.lose("L-hall.power", "stale");
    bench.lose("L-hall.power", "bad");
    bench.hear("L-hall.command", "off");
    expect(bench.order(FIRST)?.state).toBe("sent");
  });

  it("is not proved by an older reading while a newer one says otherwise", () => {
    const bench = evening(isRestarted);
    bench.ask(off);
    bench.answer(FIRST, "done");
    bench.pass(seconds(20));
    bench.hear("L-hall.power", 1190);
    bench.hear("L-hall.power", 0, seconds(10));
    expect(bench.order(FIRST)?.state).toBe("sent");
  });

  it("is proved by a device that tells its new state once, before it acknowledges", () => {
    const bench = evening(isRestarted);
    bench.ask(off);
    bench.pass(seconds(1));
    bench.hear("L-hall.power", 0);
    expect(bench.order(FIRST)?.state).toBe("sending");
    bench.pass(seconds(1));
    bench.answer(FIRST, "done");
    expect(bench.order(FIRST)).toMatchObject({ state: "proved", proof: { value: 0 } });
  });

  it("is sent again as often as the site file says, and then people hear what remains", () => {
    const bench = evening(isRestarted);
    bench.ask(off);
    bench.answer(FIRST, "done");
    bench.hear("L-hall.command", "off");
    bench.pass(seconds(30));
    bench.hear("L-hall.power", 420);
    bench.pass(seconds(30));
    expect(sentTo(bench)).toEqual(["1.1=0", "1.2=0"]);
    bench.answer(FIRST, "done");
    bench.pass(seconds(30));
    bench.hear("L-hall.power", 420);
    expect(bench.affairs()).toEqual([]);
    bench.pass(seconds(30));
    const words = "relay says off, but 420 W remain: contact welded, or another circuit";
    expect(bench.order(FIRST)).toMatchObject({
      state: "failed",
      proof: { value: 420 },
      outcome: { en: words },
    });
    expect(
      bench
        .affairs()
        .map(({ fact, target, finding }) => [fact, target, finding.priority, finding.tell, finding.title]),
    ).toEqual([
      [
        "control-failed",
        "L-hall",
        3,
        ["facilities"],
        {
          zh: "指令没有得到验证：继电器显示“off”，但仍有 420 W：触点粘连，或不是这一路",
          en: `A command was not proved: ${words}`,
        },
      ],
    ]);
    expect(sentTo(bench)).toEqual(["1.1=0", "1.2=0"]);
  });

  it("that failed is over when the load falls after all, or a later one is proved", () => {
    const bench = evening(isRestarted);
    const fail = (id: string) => {
      bench.ask(off);
      for (let attempt = 0; attempt < 2; attempt++) {
        bench.answer(id, "done");
        bench.pass(seconds(30));
        bench.hear("L-hall.power", 420);
        bench.pass(seconds(30));
      }
    };
    fail(FIRST);
    bench.hear("L-hall.power", 0);
    expect([
      bench.affairs().length,
      bench.whats(FIRST).at(-1),
      bench.kept.get(`control:${FIRST}`)?.isOpen,
    ]).toEqual([0, "over", false]);
    bench.hear("L-hall.power", 420);
    fail(SECOND);
    expect(bench.affairs().length).toBe(1);
    bench.ask(off);
    bench.answer("control/2025-07-08/3", "done");
    bench.pass(seconds(1));
    bench.hear("L-hall.power", 3);
    expect([bench.affairs().length, bench.order("control/2025-07-08/3")?.state]).toEqual([0, "proved"]);
  });

  it("says that nobody can tell where no fresh reading came", () => {
    const bench = evening(isRestarted);
    bench.ask({ ...off, point: "L-off1.command" });
    bench.answer(FIRST, "unknown", "no answer in 1 s");
    bench.lose("L-off1.power", "stale");
    bench.pass(seconds(60));
    expect(bench.order(FIRST)).toMatchObject({
      state: "failed",
      proof: null,
      outcome: {
        en: `the device did not answer to "off", but there was no fresh reading of Office 1 lights power within 60 s: nobody can tell`,
      },
    });
  });

  it("that the device refuses is asked of it once more, and then told", () => {
    const bench = evening(isRestarted);
    bench.ask(off);
    bench.answer(FIRST, "refused", "exception 04: device failure");
    bench.pass(seconds(5));
    expect(sentTo(bench)).toEqual(["1.1=0", "1.2=0"]);
    bench.answer(FIRST, "refused", "exception 04: device failure");
    bench.pass(seconds(5));
    expect(bench.order(FIRST)).toMatchObject({
      state: "refused",
      outcome: { en: "the device refused: exception 04: device failure" },
    });
    expect(bench.affairs().length).toBe(1);
  });

  it("is not sent again where somebody came in meanwhile", () => {
    const bench = evening(isRestarted);
    bench.ask(off);
    bench.answer(FIRST, "done");
    bench.pass(seconds(30));
    bench.hear("hall.occupancy", 1);
    bench.hear("L-hall.power", 1200);
    bench.pass(seconds(30));
    expect(sentTo(bench)).toEqual(["1.1=0"]);
    expect(bench.order(FIRST)).toMatchObject({
      state: "failed",
      outcome: { en: expect.stringMatching(/1200 W remain.*not sent again: hall.occupancy says 1/) },
    });
  });

  it("that nobody answers is counted as unknown, and may go out again", () => {
    const bench = evening(isRestarted);
    bench.ask(off);
    bench.pass(seconds(60));
    expect(bench.order(FIRST)).toMatchObject({ state: "sent", attempts: [{ outcome: "unknown" }] });
    bench.pass(seconds(60));
    expect(sentTo(bench)).toEqual(["1.1=0", "1.2=0"]);
  });

  it("is listened for anew when nobody ran while its proof was due", () => {
    const bench = evening(isRestarted);
    bench.ask(off);
    bench.answer(FIRST, "done");
    bench.sleep(minutes(10));
    expect([bench.order(FIRST)?.state, sentTo(bench)]).toEqual(["sent", ["1.1=0"]]);
    bench.pass(seconds(5));
    bench.hear("L-hall.power", 0);
    expect(bench.order(FIRST)?.state).toBe("proved");
  });

  it("goes on when the clock is moved, and its rate counts as before", () => {
    const bench = evening(isRestarted);
    bench.ask(off);
    bench.answer(FIRST, "done");
    bench.move(-hours(2));
    bench.pass(seconds(50));
    expect(bench.order(FIRST)?.state).toBe("sent");
    bench.hear("L-hall.power", 0);
    expect(bench.order(FIRST)?.state).toBe("proved");
    expect(bench.ask(off)).toBeUndefined();
    expect(bench.order(SECOND)?.state).toBe("sending");
  });

  it("is refused and written down where somebody is in, nobody can tell, or it was switched too often", () => {
    const bench = evening(isRestarted);
    bench.hear("hall.occupancy", 2);
    expect(bench.ask(off)).toBe("hall.occupancy says 2, and must be below 1");
    bench.lose("hall.occupancy", "stale");
    expect(bench.ask(off)).toMatch(/not known \(stale\)/);
    bench.hear("hall.occupancy", 0);
    for (let count = 0; count < 4; count++) {
      expect(bench.ask({ ...off, to: count % 2 === 0 ? "off" : "on" })).toBeUndefined();
      const { id } = bench.orders().at(-1) ?? {};
      bench.answer(id ?? "", "done");
      bench.pass(seconds(1));
      bench.hear("L-hall.power", count % 2 === 0 ? 0 : 1200);
    }
    expect(bench.ask(off)).toMatch(/at most 4 times in 1 h: again in/);
    expect(bench.orders().map(({ state }) => state)).toEqual([
      "refused",
      "refused",
      "proved",
      "proved",
      "proved",
      "proved",
      "refused",
    ]);
    expect(bench.whats(FIRST)).toEqual(["refused"]);
    bench.pass(hours(1));
    bench.hear("hall.occupancy", 0);
    expect(bench.ask(off)).toBeUndefined();
  });

  it("is one at a time for each point", () => {
    const bench = evening(isRestarted);
    bench.ask(off);
    expect(bench.ask({ ...off, to: "on" })).toMatch(/control\/2025-07-08\/1 is under way/);
    expect(bench.ask({ ...off, point: "L-off1.command" })).toBeUndefined();
    expect(sentTo(bench)).toEqual(["1.1=0", "2.1=0"]);
  });

  it("can be undone where it is known what was there before, once", () => {
    const bench = evening(isRestarted);
    bench.ask(off);
    bench.answer(FIRST, "done");
    bench.pass(seconds(1));
    bench.hear("L-hall.power", 0);
    expect(
      bench.ask({ is: "undo-control", control: FIRST, by: "M1", why: "somebody is back" }),
    ).toBeUndefined();
    expect(bench.order(FIRST)).toMatchObject({ undoneBy: SECOND });
    expect(bench.order(SECOND)).toMatchObject({ undoes: FIRST, to: 1, by: "李娜", state: "sending" });
    expect(bench.ask({ is: "undo-control", control: FIRST, by: "M1", why: "" })).toMatch(/no command/);
    bench.answer(SECOND, "done");
    bench.pass(seconds(1));
    bench.hear("L-hall.power", 1200);
    expect(bench.order(SECOND)?.state).toBe("proved");
  });

  it("cannot be undone where that is not allowed, not known, or long ago", () => {
    const bench = evening(isRestarted);
    bench.ask({ ...off, point: "L-off1.command" });
    bench.answer(FIRST, "done");
    bench.pass(seconds(1));
    bench.hear("L-off1.power", 0);
    expect(bench.ask({ is: "undo-control", control: FIRST, by: "M1", why: "" })).toMatch(/no command/);
    bench.lose("L-hall.command", "stale");
    bench.ask(off);
    bench.answer(SECOND, "done");
    bench.pass(seconds(1));
    bench.hear("L-hall.power", 0);
    expect(bench.order(SECOND)).toMatchObject({ state: "proved", before: null });
    expect(bench.ask({ is: "undo-control", control: SECOND, by: "M1", why: "" })).toMatch(/no command/);
  });
});

describe.each([false, true])("what a rule proposes (restarted before every step: %s)", isRestarted => {
  it("waits for a person, who may approve it", () => {
    const bench = evening(isRestarted);
    bench.cue("tidy", "L-hall", "off", true);
    expect(bench.order(FIRST)).toMatchObject({ state: "proposed", by: null, rule: "tidy" });
    expect(sentTo(bench)).toEqual([]);
    expect(bench.ask({ is: "approve-control", control: FIRST, by: "E1" })).toMatch(/周婷 may not/);
    expect(bench.ask({ is: "approve-control", control: FIRST, by: "G1" })).toBeUndefined();
    expect(bench.order(FIRST)).toMatchObject({
      state: "sending",
      by: null,
      rule: "tidy",
      approvedBy: "王伟",
    });
    expect(bench.whats(FIRST)).toEqual(["proposed", "approved"]);
  });

  it("ends when what it was for is over, or a person takes it back, or commands the same", () => {
    const bench = evening(isRestarted);
    bench.cue("tidy", "L-hall", "off", true);
    bench.cue("tidy", "L-hall", "off", false);
    expect(bench.order(FIRST)).toMatchObject({
      state: "withdrawn",
      outcome: { en: "what it was proposed for is over" },
    });
    bench.cue("tidy", "L-hall", "off", true);
    expect(bench.ask({ is: "withdraw-control", control: SECOND, by: "M1", why: "guests" })).toBeUndefined();
    expect(bench.order(SECOND)).toMatchObject({ state: "withdrawn", outcome: { en: "taken back: guests" } });
    bench.cue("tidy", "L-hall", "off", true);
    bench.ask(off);
    expect(bench.orders().map(({ state }) => state)).toEqual([
      "withdrawn",
      "withdrawn",
      "withdrawn",
      "sending",
    ]);
  });

  it("goes out at once where somebody has approved the rule, and the guard agrees", () => {
    const bench = evening(isRestarted);
    bench.cue("light-after-closing", "L-hall", "off", true);
    expect(bench.order(FIRST)).toMatchObject({
      state: "sending",
      by: null,
      rule: "light-after-closing",
      approvedBy: "陈静",
    });
    bench.lose("off1.occupied", "bad");
    bench.cue("light-after-closing", "L-off1", "off", true);
    expect(bench.order(SECOND)).toMatchObject({
      state: "proposed",
      outcome: { en: expect.stringMatching(/not sent: off1.occupied is not known/) },
    });
    expect(sentTo(bench)).toEqual(["1.1=0"]);
  });

  it("waits for a person where somebody has decided about it today", () => {
    const bench = evening(isRestarted);
    bench.ask(off);
    bench.pass(seconds(1));
    bench.answer(FIRST, "done");
    bench.hear("L-hall.power", 0);
    bench.pass(seconds(60));
    bench.cue("light-after-closing", "L-hall", "off", true);
    expect(bench.order(SECOND)).toMatchObject({
      state: "proposed",
      outcome: { en: expect.stringMatching(/not sent: 王伟 has decided about L-hall.command today/) },
    });
    expect(sentTo(bench)).toEqual(["1.1=0"]);
  });

  it("is none where the hall has no such control, or it may not be so", () => {
    const bench = evening(isRestarted);
    bench.cue("tidy", "SIGN", "off", true);
    bench.cue("tidy", "L-off1", "on", true);
    expect(bench.orders()).toEqual([]);
    const closed = new Bench(
      switched(text => text.replace("enabled: true", "enabled: false")),
      at("2025-07-08 18:00:00"),
    );
    closed.cue("light-after-closing", "L-hall", "off", true);
    expect(closed.orders()).toEqual([]);
  });

  it("is not decided for ever", () => {
    const bench = evening(isRestarted);
    bench.cue("tidy", "L-hall", "off", true);
    bench.pass(hours(24));
    expect(bench.order(FIRST)).toMatchObject({ state: "withdrawn", outcome: { en: "nobody decided" } });
  });
});

it("ids go on with the business day, and none comes twice though the clock is set back", () => {
  const bench = evening(false);
  bench.cue("tidy", "L-hall", "off", true);
  bench.pass(hours(20));
  bench.cue("tidy", "L-off1", "off", true);
  bench.move(-hours(30));
  bench.hear("hall.occupancy", 0);
  bench.ask(off);
  expect(bench.orders().map(({ id }) => id)).toEqual([FIRST, "control/2025-07-09/1", "control/2025-07-09/2"]);
});
