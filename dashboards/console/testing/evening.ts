import type { FakeGateway } from "./fake-gateway.ts";

const minutes = (n: number): number => n * 60_000;

/** An evening after closing on which several things are wrong, among them one that nobody can see. */
export const troubledEvening = (gateway: FakeGateway): void => {
  gateway.set("D2.lock", "unlocked");
  gateway.set("L-off2a.state", "on");
  gateway.set("L-off2a.power", 412);
  gateway.set("AC-hall.mode", "cool");
  gateway.set("AC-hall.setpoint", 24);
  gateway.set("AC-hall.power", 4120);
  gateway.lose("D5.contact", "stale", minutes(42));
  gateway.lose("D5.lock", "stale", minutes(42));
  gateway.lose("AC-off2.mode", "bad", minutes(6), "plant (127.0.0.1:1502) unit 3: no answer in 1 s");
  gateway.lose("X3.scan", "never", minutes(0));
  const ago = (n: number) => new Date(gateway.now() - minutes(n)).toISOString();
  gateway.raise({
    rule: "door-after-closing",
    target: "D2",
    openFor: minutes(20),
    held: minutes(15),
    more: {
      parts: [
        {
          text: 'door.lock != "locked"',
          is: "yes",
          left: null,
          right: null,
          leftWord: "unlocked",
          rightWord: "locked",
        },
        {
          text: 'door.contact != "closed"',
          is: "no",
          left: null,
          right: null,
          leftWord: "closed",
          rightWord: "closed",
        },
      ],
      told: [
        { role: "guard", at: ago(20), why: "found" },
        { role: "duty-manager", at: ago(20), why: "found" },
        { role: "hall-director", at: ago(15), why: "escalated" },
      ],
      next: { role: "superior", at: ago(-5) },
    },
  });
  gateway.raiseBlind("mqtt:D5");
  gateway.raise({
    rule: "light-after-closing",
    target: "L-off2a",
    points: ["L-off2a.power", "off2.occupancy"],
    openFor: minutes(12),
    held: minutes(15),
    more: {
      parts: [
        { text: "light.power >= light_off_below", is: "yes", left: 412, right: 10, unit: "W" },
        { text: "zone.occupancy == 0", is: "unknown", left: null, right: 0, unit: "{person}" },
      ],
      isLate: true,
      wastedWh: 185.4,
      peak: { value: 1540, unit: "W", at: ago(13) },
    },
  });
  const cooling = gateway.raise({
    rule: "summer-setpoint",
    target: "AC-hall",
    points: ["AC-hall.mode", "AC-hall.setpoint", "O1.temperature"],
    openFor: minutes(66),
    held: minutes(10),
  });
  gateway.acknowledge(cooling.id, "李娜", "大厅还有客户，18:30 调回 26 °C");
  const inspection = gateway.raise({
    rule: "extinguisher-expired",
    target: "X3",
    points: ["register date"],
    openFor: minutes(1500),
    held: 0,
  });
  const light = gateway.raise({
    rule: "light-after-closing",
    target: "L-hall",
    points: ["L-hall.power"],
    openFor: minutes(18),
    held: minutes(15),
  });
  gateway.clear(light.id);
  const closed = gateway.raise({
    rule: "door-after-closing",
    target: "D1",
    openFor: minutes(19),
    held: minutes(15),
  });
  gateway.acknowledge(closed.id, "王伟", "");
  gateway.clear(closed.id);
  gateway.blind(inspection.id);
};
