import { describe, expect, test } from "vitest";
import { alertsThatFit, groupsOf } from "./alerts.ts";
import { filtersOf } from "./asked.ts";
import { silenceId } from "./silence.ts";
import { AT, openAlert, smallDesk } from "./testing/small-desk.ts";

const CAUSE = openAlert("power-cut", "MAINS", { priority: 1, class: "equipment" });
const SHELF = { is: "timed", by: "王伟", reason: "painters", at: AT, until: AT } as const;
const desk = smallDesk([
  openAlert("light-on", "L1"),
  openAlert("light-on", "L2", { shelf: SHELF }),
  CAUSE,
  openAlert("blind", "modbus:plant/3", {
    class: "equipment",
    suppression: { rule: "mains", cause: CAUSE.id, at: AT },
  }),
  openAlert("door-open", "D1", {
    class: "security",
    condition: "unknown",
    outOfService: { order: "WO-7", by: "Li Na", compensation: "guard posted", at: AT, until: AT },
  }),
  openAlert("window-open", "W1", { class: "security", condition: "clear", clearedAt: AT }),
]);
const found = (query: Record<string, unknown> = {}) => {
  const alerts = alertsThatFit(desk, filtersOf(query), "http://hall");
  if (alerts.is === "wrong") throw new Error(alerts.why);
  return alerts.value;
};
const keys = (query: Record<string, unknown>) =>
  found(query)
    .map(({ labels }) => labels.key)
    .sort();

test("labels say what an alert is and never what was measured", () => {
  expect(found({ filter: "target=L1" })).toEqual([
    {
      annotations: {
        summary: "灯亮着 · 设备L1 / Light on · Thing L1",
        state: "unacknowledged",
        condition: "active",
        description: "关灯 / Switch it off",
        clauses: "GA-1.2-15",
        evidence: "功率 / power: 200 W",
      },
      endsAt: "2025-07-08T09:50:00.000Z",
      fingerprint: expect.stringMatching(/^[0-9a-f]{16}$/),
      receivers: [{ name: "hallwatch" }],
      startsAt: AT,
      status: { inhibitedBy: [], mutedBy: [], silencedBy: [], state: "active" },
      updatedAt: AT,
      generatorURL: "http://hall/#/alerts/office.light-on.L1.20250708T094500000Z",
      labels: {
        alertname: "light-on",
        site: "office",
        zone: "hall",
        target: "L1",
        key: "light-on/L1",
        class: "energy",
        severity: "low",
        priority: "4",
        level: "violation",
        rule: "light-on-rule",
      },
    },
  ]);
});

test("what somebody put aside, what another alert explains and what is out of service is suppressed, each with the reason", () => {
  const status = (key: string) => found({ filter: `key="${key}"` })[0]?.status;
  const [cause] = found({ filter: "alertname=power-cut" });
  expect([status("light-on/L2"), status("blind/modbus:plant/3"), status("door-open/D1")]).toEqual([
    { inhibitedBy: [], mutedBy: [], silencedBy: [silenceId(SHELF)], state: "suppressed" },
    { inhibitedBy: [cause?.fingerprint], mutedBy: [], silencedBy: [], state: "suppressed" },
    { inhibitedBy: [], mutedBy: ["out-of-service:WO-7"], silencedBy: [], state: "suppressed" },
  ]);
});

test("what nobody can see is said to be unknown, and what is over stays with its end until somebody has seen it", () => {
  const texts = (key: string) => {
    const [alert] = found({ filter: `key="${key}"` });
    return [alert?.annotations.condition, alert?.endsAt === AT];
  };
  expect([texts("door-open/D1"), texts("window-open/W1")]).toEqual([
    ["unknown: nobody can see whether it still holds", false],
    ["clear: it is over, and stays here until a person has seen to it", true],
  ]);
});

describe("alerts are found by matchers, state and receiver", () => {
  const all = ["blind/modbus:plant/3", "door-open/D1", "light-on/L1", "light-on/L2", "power-cut/MAINS"];
  test.each([
    [{}, [...all, "window-open/W1"]],
    [{ filter: "alertname=light-on" }, ["light-on/L1", "light-on/L2"]],
    [{ filter: ['alertname=~"light-.*"', 'target!="L1"'] }, ["light-on/L2"]],
    [{ filter: 'class!~"energy|equipment"' }, ["door-open/D1", "window-open/W1"]],
    [{ filter: "severity=critical" }, ["power-cut/MAINS"]],
    [{ filter: 'nothing=""' }, [...all, "window-open/W1"]],
    [{ active: "false" }, ["blind/modbus:plant/3", "door-open/D1", "light-on/L2"]],
    [
      { silenced: "false", inhibited: "false" },
      ["door-open/D1", "light-on/L1", "power-cut/MAINS", "window-open/W1"],
    ],
    [{ muted: "false" }, all.filter(key => key !== "door-open/D1").concat("window-open/W1")],
    [{ unprocessed: "false" }, [...all, "window-open/W1"]],
    [{ receiver: "hall.*" }, [...all, "window-open/W1"]],
    [{ receiver: "somebody" }, []],
    [{ accesscontrol: "true", filter: "target=L1" }, ["light-on/L1"]],
  ])("%j", (query, expected) => expect(keys(query)).toEqual(expected));

  test.each([
    [{ filter: "nonsense" }, "bad matcher format: nonsense"],
    [{ filter: "a=~(" }, 'error parsing regexp: missing closing ): "("'],
    [{ receiver: "(" }, 'failed to parse receiver param: error parsing regexp: missing closing ): "("'],
  ])("%j is refused", (query, why) => {
    expect(alertsThatFit(desk, filtersOf(query), "")).toEqual({ is: "wrong", why });
  });
});

test("an alert keeps its fingerprint when another rule finds it or it becomes more urgent", () => {
  const before = smallDesk([openAlert("light-on", "L1")]);
  const [clause] = openAlert("light-on", "L1").clauses;
  const clauses = clause ? [clause, { ...clause, rule: "another" }] : [];
  const now = smallDesk([openAlert("light-on", "L1", { priority: 2, clauses })]);
  const [first, second] = [before, now].map(each => {
    const alerts = alertsThatFit(each, filtersOf({}), "");
    return alerts.is === "read" ? alerts.value[0] : undefined;
  });
  expect(second?.fingerprint).toBe(first?.fingerprint);
  expect([first?.labels.rule, second?.labels.rule]).toEqual(["light-on-rule", "another,light-on-rule"]);
});

test("groups are by class, in the order of the alphabet", () => {
  expect(groupsOf(found()).map(({ labels, alerts }) => [labels.class, alerts.length])).toEqual([
    ["energy", 2],
    ["equipment", 2],
    ["security", 2],
  ]);
});
