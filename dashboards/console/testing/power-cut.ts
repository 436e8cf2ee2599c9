import type { WireAlert } from "#gateway/wire/alert.ts";
import type { FakeGateway } from "./fake-gateway.ts";

const minutes = (n: number): number => n * 60_000;

/** The mains have failed while the managers are away: one incident that explains what fell with them. @returns its id */
export const powerCut = (gateway: FakeGateway, { openFor = minutes(2), ...more }: PowerCut = {}): string => {
  const at = (inMinutes: number) => new Date(gateway.now() + minutes(inMinutes)).toISOString();
  const found = -openFor / minutes(1);
  gateway.lose("AC-hall.mode", "bad", openFor, "plant (127.0.0.1:1502) unit 1: no answer in 1 s");
  gateway.lose("D5.contact", "stale", openFor + minutes(1));
  gateway.lose("D5.lock", "stale", openFor + minutes(1));
  const cut = gateway.raise({
    rule: "power-cut",
    target: "M-main",
    points: ["M-main.voltage", "AC-hall.mode", "D5.contact", "D5.lock"],
    openFor,
    held: 2_000,
    more: {
      class: "security",
      told: [{ role: "superior", at: at(found), why: "stands-in" }],
      incident: {
        reportDueAt: at(found + 5),
        report: null,
        overdueAt: null,
        owed: [{ role: "hall-director", since: at(found), given: null }],
      },
      ...more,
    },
  });
  const fallen = ["AC-hall", "AC-off1", "AC-off2", "L-hall", "L-off1"].map(
    target =>
      gateway.raise({
        rule: target.startsWith("AC") ? "summer-setpoint" : "light-after-closing",
        target,
        openFor: openFor - 4_000,
        held: 60_000,
        more: { class: "equipment" },
      }).id,
  );
  gateway.suppress(fallen, cut.id);
  gateway.deliveries.set(cut.id, [
    {
      key: `${cut.id}:1:found:P1`,
      kind: "found",
      role: "superior",
      person: "刘洋",
      channel: "mail",
      state: "sent",
      attempts: 1,
      at: at(found + 0.05),
      nextAt: null,
      detail: "250 queued",
    },
  ]);
  return cut.id;
};

type PowerCut = Partial<WireAlert> & { readonly openFor?: number };

/** Alerts of the days before, all closed, one every three hours, newest first by number. */
export const oldAlerts = (gateway: FakeGateway, count: number): void => {
  for (let n = 0; n < count; n++) {
    const openFor = minutes(180 * (n + 1));
    const target = ["L-hall", "L-off1", "D2", "D5"][n % 4] ?? "";
    const at = (after: number) => new Date(gateway.now() - openFor + minutes(after)).toISOString();
    const by = n % 2 === 0 ? "王伟" : "李娜";
    gateway.raise({
      rule: target.startsWith("L") ? "light-after-closing" : "door-after-closing",
      target,
      points: target.startsWith("L") ? [`${target}.power`] : [`${target}.lock`],
      openFor,
      held: minutes(15),
      more: {
        class: target.startsWith("L") ? "energy" : "security",
        label: "closed",
        condition: "clear",
        acknowledgement: { by, note: `第 ${n} 次`, at: at(3) },
        clearedAt: at(20 + n),
        closedAt: at(20 + n),
      },
    });
  }
};
