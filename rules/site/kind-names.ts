import type { EquipmentKind } from "./model.ts";

/** What the things of a kind are called in conditions. */
export type KindName = {
  /** One of them: `door.lock`. */
  readonly alias: string;
  /** All of them: `doors`; null where a hall has only one. */
  readonly plural: string | null;
  /** A hall has one, so every rule can read it by its alias. */
  readonly isSingle: boolean;
};

const each = (alias: string, plural = `${alias}s`): KindName => ({ alias, plural, isSingle: false });

/**
 * The names of every kind. No two share a name, and none is one of `RESERVED_NAMES`. A single kind with a plural is
 * one that a hall may have several of; then only the collection can be read.
 */
export const kindNames: Readonly<Record<EquipmentKind | "zone", KindName>> = {
  zone: each("zone"),
  "weather-station": { alias: "weather", plural: null, isSingle: true },
  "air-conditioner": each("ac"),
  "light-circuit": each("light"),
  "power-circuit": each("circuit"),
  meter: each("meter"),
  door: each("door"),
  window: each("window"),
  "alarm-panel": { alias: "panel", plural: "panels", isSingle: true },
  extinguisher: each("extinguisher"),
  hydrant: each("hydrant"),
  checkpoint: each("checkpoint"),
  terminal: each("terminal"),
  kiosk: each("kiosk"),
  "queue-machine": each("queue"),
  screen: each("screen"),
  sign: each("sign"),
  clock: each("clock"),
  camera: each("camera"),
  recorder: each("recorder"),
  "emergency-light": each("emlight"),
  shutter: each("shutter"),
  cabinet: each("cabinet"),
  appliance: each("appliance"),
  "glass-break": each("glass", "glasses"),
  "panic-button": each("panic"),
  "leak-sensor": each("leak"),
  "smoke-detector": each("smoke"),
  "guard-tag": each("tag", "posts"),
  uplink: { alias: "uplink", plural: "uplinks", isSingle: true },
  mains: { alias: "mains", plural: null, isSingle: true },
  ups: { alias: "ups", plural: null, isSingle: true },
  line: each("line"),
  gateway: { alias: "gateway", plural: null, isSingle: true },
};

/** Names in conditions that stand for something else than a kind. */
export const RESERVED_NAMES: readonly string[] = ["room", "outdoor", "hall", "today", "monday"];

const kindsByName = (name: (names: KindName) => string | null): ReadonlyMap<string, EquipmentKind | "zone"> =>
  new Map(
    Object.entries(kindNames).flatMap(([kind, names]) => {
      const found = name(names);
      return found === null ? [] : [[found, kind as EquipmentKind | "zone"] as const];
    }),
  );

/** The kind that an alias means: `ac` → `air-conditioner`. */
export const kindOfAlias = kindsByName(({ alias }) => alias);
/** The kind that a collection is of: `lights` → `light-circuit`. */
export const kindOfPlural = kindsByName(({ plural }) => plural);
