import { expect, it } from "vitest";
import type { WireAlertEvent } from "#gateway/wire/alert.ts";
import type { WireExplained, WireIncidentPage } from "#gateway/wire/incident.ts";
import { merged } from "./merge.ts";

const at = (time: string): string => `2025-07-23T${time}Z`;
let seq = 0;
const event = (
  time: string,
  is: WireAlertEvent["is"],
  more: Partial<WireAlertEvent> = {},
): WireAlertEvent => ({
  seq: seq++,
  is,
  at: at(time),
  ...more,
});
const explained = (id: string, events: readonly WireAlertEvent[]): WireExplained =>
  ({ id, events: [...events], deliveries: [] }) as unknown as WireExplained;
const page = (events: readonly WireAlertEvent[], explains: readonly WireExplained[], more = {}) =>
  ({ events, explains, deliveries: [], ...more }) as unknown as WireIncidentPage;

const told = (incident: WireIncidentPage): readonly string[] =>
  merged(incident).map(entry => {
    const time = entry.at.slice(11, 19);
    if (entry.is === "message") return `${time} message ${entry.delivery.person}`;
    if (entry.is === "several") return `${time} ${entry.what} × ${entry.of.length}`;
    return `${time} ${entry.event.is} ${entry.of?.id ?? "own"}`;
  });

it("a power cut reads as one story: the cut, what fell with it in one line, who was told, who came, how it ended", () => {
  const own = [
    event("07:10:00.000", "raised"),
    event("07:12:00.000", "acknowledged", { by: "王伟" }),
    event("07:40:00.000", "cleared"),
  ];
  const things = ["AC", "L1", "K1"].map(id =>
    explained(id, [event("07:10:04.100", "raised"), event("07:42:04.000", "cleared")]),
  );
  const deliveries = [{ at: at("07:10:02.000"), person: "陈静" }];
  expect(told(page(own, things, { deliveries }))).toEqual([
    "07:10:00 raised own",
    "07:10:02 message 陈静",
    "07:10:04 raised × 3",
    "07:12:00 acknowledged own",
    "07:40:00 cleared own",
    "07:42:04 cleared × 3",
  ]);
});

it("what somebody did or said about one of them stands alone, also in a crowd", () => {
  const crowd = [
    explained("AC", [event("07:10:04.000", "noted", { by: "李娜", note: "看过" })]),
    explained("L1", [event("07:10:04.000", "noted", { by: "李娜", note: "没坏" })]),
    explained("K1", [event("07:10:04.000", "released")]),
  ];
  expect(told(page([], crowd))).toEqual(["07:10:04 noted AC", "07:10:04 noted L1", "07:10:04 released K1"]);
});

it("of one moment the incident's own comes first", () => {
  const both = page(
    [event("07:10:00.000", "raised")],
    [explained("AC", [event("07:10:00.000", "suppressed")])],
  );
  expect(told(both)).toEqual(["07:10:00 raised own", "07:10:00 suppressed AC"]);
});
