import { describe, expect, test } from "vitest";
import { minutes } from "../time/instant.ts";
import { type Act, type Asks, Bench } from "./testing/bench.ts";
import { at } from "./testing/hall.ts";

const asks = (command: Asks): Act => ({ asks: command });
const acks = (by: string): Act => asks({ is: "acknowledge", by, note: "" });

describe("a panic button", () => {
  const pressed = (): Bench => {
    const bench = new Bench("panic", "09:00");
    bench.act("09:00", { "PB.button": "pressed" });
    return bench;
  };

  test("is silent, and the level above is told when no report has come in time", () => {
    const bench = pressed();
    expect(bench.alert).toMatchObject({
      isSilent: true,
      class: "life-safety",
      incident: { reportDueAt: at("09:05") },
    });
    bench.act("09:01", acks("G1"));
    expect(bench.act("09:05", "tick")).toEqual(["overdue"]);
    expect(bench.alert?.told.at(-1)).toEqual({ role: "hall-director", at: at("09:05"), why: "escalated" });
    expect(bench.alert?.acknowledgement?.by).toBe("Guard");
  });

  test("reported in time is not overdue; closed only reset by the safety officer, reported and summed up", () => {
    const bench = pressed();
    bench.act("09:01", acks("G1"));
    expect(bench.act("09:02", asks({ is: "report", by: "M1", receiver: "", cause: "x" }))).toEqual([]);
    bench.act("09:03", asks({ is: "report", by: "M1", receiver: "police", cause: "threat at counter 2" }));
    expect(bench.act("09:06", asks({ is: "report", by: "M1", receiver: "branch", cause: "again" }))).toEqual(
      [],
    );
    expect(bench.refused).toBe("already reported to police by Manager");
    bench.act("09:07", asks({ is: "confirm", by: "G1", note: "counter is safe" }));
    expect(bench.act("09:08", { "PB.button": "normal" })).toEqual(["cleared"]);
    expect(bench.act("09:09", asks({ is: "reset", by: "M1", note: "looked" }))).toEqual([]);
    expect(bench.act("09:09", asks({ is: "reset", by: "A1", note: "looked" }))).toEqual(["reset"]);
    // What was confirmed before it was over is no summary.
    expect(bench.state).toBe("A clear r1 x1");
    expect(bench.alert?.closedAt).toBeNull();
    expect(bench.act("09:10", asks({ is: "confirm", by: "M1", note: "police took over" }))).toEqual([
      "confirmed",
      "closed",
    ]);
  });

  test("does not close with a report missing, however late that is", () => {
    const bench = pressed();
    bench.act("09:01", { "PB.button": "normal" });
    bench.act("09:02", asks({ is: "reset", by: "A1", note: "false alarm" }));
    bench.act("09:03", asks({ is: "confirm", by: "A1", note: "false alarm" }));
    expect(bench.act("09:30", "tick")).toEqual(["overdue"]);
    expect(
      bench.act("09:31", asks({ is: "report", by: "M1", receiver: "branch", cause: "false alarm" })),
    ).toEqual(["reported", "closed"]);
  });

  test("waits as long for its report when the clock is moved", () => {
    const bench = pressed();
    bench.act("09:01", acks("G1"));
    bench.engine.step({ is: "clock-moved", by: minutes(-30), at: at("08:31") });
    bench.act("08:32", "restart");
    expect(bench.act("08:34:59", "tick")).toEqual([]);
    expect(bench.act("08:35", "tick")).toEqual(["overdue"]);
  });
});
