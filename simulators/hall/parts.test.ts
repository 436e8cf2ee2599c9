import { describe, expect, it } from "vitest";
import { readSite } from "../site/read-site.ts";
import { at } from "../testing/moving.ts";
import { faultsOn } from "../testing/site.ts";
import { hallOf } from "./hall.ts";

describe("every kind of thing shows every role that a site file may give it", () => {
  const number = null;
  const kinds: Readonly<Record<string, Readonly<Record<string, readonly string[] | null>>>> = {
    zone: {
      occupancy: number,
      occupied: ["vacant", "occupied"],
      temperature: number,
      humidity: number,
      co2: number,
      illuminance: number,
    },
    "weather-station": { temperature: number },
    "air-conditioner": {
      mode: ["off", "auto", "cool", "heat", "dry", "fan"],
      setpoint: number,
      return_temperature: number,
      power: number,
      run: ["off", "on", "on-thermo-off"],
      fan_speed: number,
      fault: ["normal", "fault"],
    },
    "light-circuit": { state: ["off", "on"], power: number },
    "power-circuit": { state: ["off", "on"], power: number, energy: number },
    meter: {
      power: number,
      energy: number,
      voltage: number,
      current: number,
      frequency: number,
      power_factor: number,
    },
    door: { contact: ["closed", "open"], lock: ["locked", "unlocked", "jammed"] },
    window: { contact: ["closed", "open"] },
    "alarm-panel": {
      arm: ["disarmed", "arming", "armed-away", "armed-home", "pending", "triggered"],
      alarm: ["normal", "alarm"],
      tamper: ["normal", "tampered"],
      fault: ["normal", "fault"],
    },
    extinguisher: { pressure: ["low", "normal", "high"] },
  };
  const equipment = Object.keys(kinds).filter(kind => kind !== "zone");
  const every = readSite(`
site: { id: every, timezone: Asia/Shanghai }
calendar: { week: { mon-fri: ["08:30-17:30"] } }
zones: { room: {}, yard: {} }
equipment: { ${equipment.map(kind => `${kind}: { kind: ${kind}, zone: ${kind === "weather-station" ? "yard" : "room"} }`)} }
`);
  const moments = ["03:00", "07:53", "08:10", "10:00", "17:35", "20:00"];
  const halls = moments.map(time =>
    hallOf({ plan: every, faults: faultsOn(every), seed: 7, start: at(`2025-07-07T${time}`) }),
  );

  it.each(Object.entries(kinds))("%s", (kind, roles) => {
    const id = kind === "zone" ? "room" : kind;
    for (const [role, words] of Object.entries(roles))
      for (const { show } of halls) {
        const shown = show(id, role);
        if (words === null) expect([role, shown]).toEqual([role, expect.any(Number)]);
        else expect([role, ...words]).toContain(shown);
      }
    expect(halls[0]!.show(id, "nonsense")).toBeUndefined();
  });

  it("and nothing for a thing that is not there", () => {
    expect(halls[0]!.show("nobody", "power")).toBeUndefined();
  });
});
