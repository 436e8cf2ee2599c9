import { hours, seconds } from "../../time/instant.ts";
import { pointClasses } from "../point-classes.ts";
import type { ModbusProfile, ModbusProfilePoint, MqttProfile, Profile } from "../profile.ts";

const about = { vendor: "Nobody", confidence: "verified", sources: ["this file"], quirks: [] } as const;

const classOf = (id: string) => {
  const found = pointClasses.get(id);
  if (found === undefined) throw new Error(id);
  return found;
};

type Further = Partial<Omit<ModbusProfilePoint, "is" | "class" | "place">>;

const holding = (id: string, address: number, further: Further = {}): ModbusProfilePoint => ({
  is: "modbus",
  class: classOf(id),
  place: { table: "holding", address, type: "u16", words: "big" },
  scale: 1,
  offset: 0,
  multipliers: [],
  sentinels: [],
  ...further,
});

/** A meter behind current transformers, of which some things are doubtful. */
const meter: ModbusProfile = {
  ...about,
  is: "modbus",
  id: "ct-meter",
  product: "Meter behind transformers",
  kind: "meter-3ph",
  points: {
    p: holding("elec-power-active", 10, {
      role: "power",
      scale: 0.1,
      multipliers: ["PT", "CT"],
      isDoubtful: true,
    }),
    e: holding("elec-energy-import", 20, {
      role: "energy",
      multipliers: ["CT"],
      conflict: "the manual says 22",
    }),
    v: holding("elec-voltage", 30, { role: "voltage", range: [180, 260], sentinels: [0xffffn] }),
    f: holding("elec-frequency", 31, { role: "frequency", scale: 0.01 }),
    t: holding("device-temp", 32, { offset: -40 }),
  },
  limits: { block: 80, gap: seconds(0.1), every: seconds(2), reserved: [], illegal: [] },
  multipliers: { CT: { note: "it stands on the cover" }, PT: {} },
  probe: [],
  invariants: [],
};

const input = (id: string, role: string, address: number): ModbusProfilePoint => ({
  ...holding(id, address, { role }),
  place: { table: "input", address, type: "f32", words: "big" },
});

/** As much of the meter of the demo hall as that uses. */
const demoMeter: ModbusProfile = {
  ...meter,
  id: "eastron-sdm630",
  product: "SDM630-Modbus v2",
  points: {
    v_l1: input("elec-voltage", "voltage_l1", 0),
    p_total: input("elec-power-active", "power", 52),
    f: input("elec-frequency", "frequency", 70),
    ei_total: input("elec-energy-import", "energy", 72),
  },
  limits: { block: 80, gap: seconds(0.1), reserved: [], illegal: [] },
  multipliers: {},
};

/** A gateway with several air-conditioners behind it, eighty registers each. */
const gateway: ModbusProfile = {
  ...about,
  is: "modbus",
  id: "ac-gateway",
  product: "Gateway of air-conditioners",
  kind: "ac-gateway",
  confidence: "memory",
  points: {
    mode: holding("ac-mode", 16, { role: "mode", values: { 0: "cool", 1: "heat" }, write: { code: 6 } }),
    room: holding("zone-air-temp", 22, {
      role: "return_temperature",
      scale: 0.1,
      factor: { place: { table: "holding", address: 23, type: "i16", words: "big" }, form: "power-of-ten" },
    }),
    set: holding("ac-setpoint", 18, {
      role: "setpoint",
      write: { code: 6, place: { table: "holding", address: 19, type: "u16", words: "big" } },
    }),
  },
  limits: { reserved: [{ table: "holding", from: 21, to: 21 }], illegal: [] },
  stride: 80,
  multipliers: {},
  probe: [],
  invariants: [],
};

/** A door contact behind a bridge. */
const door: MqttProfile = {
  ...about,
  is: "mqtt",
  id: "door-contact",
  product: "Door contact",
  kind: "door-contact",
  family: "zigbee2mqtt",
  silentAfter: hours(25),
  points: {
    contact: {
      is: "mqtt",
      class: classOf("generic-contact"),
      role: "contact",
      places: [{ topic: "{base}", path: ["contact"] }],
      values: { true: "closed", false: "open" },
      scale: 1,
      offset: 0,
    },
    battery: {
      is: "mqtt",
      class: classOf("device-battery"),
      role: "battery",
      places: [{ topic: "{base}", path: ["battery"] }],
      scale: 1,
      offset: 0,
    },
  },
};

/** Profiles for tests of site files, by the name that a site file has for them. `./broken.yaml` is one that cannot be used. */
export const profiles: ReadonlyMap<string, Profile | null> = new Map<string, Profile | null>([
  ["ct-meter", meter],
  ["eastron-sdm630", demoMeter],
  ["ac-gateway", gateway],
  ["door-contact", door],
  ["./broken.yaml", null],
]);
