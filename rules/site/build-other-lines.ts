import { millis, minutes, seconds } from "../time/instant.ts";
import { byteWire } from "./build-byte-wire.ts";
import type { Building } from "./building.ts";
import type { Point, Sources } from "./model.ts";
import type { Dlt645Line, HikvisionPlan, PanelLine, ReceiverPlan } from "./other-wires.ts";

type Others = Pick<Sources, "dlt645" | "hikvision" | "panel" | "receiver">;

/** The lines and servers of wires beside MQTT and Modbus; a section that the file does not have is absent. */
export const otherLines = (building: Building, points: readonly Point[]): Others => {
  const { dlt645, hikvision, panel, receiver } = building.tree.sources ?? {};
  return {
    ...(dlt645 && { dlt645: dlt645Lines(building, dlt645, points) }),
    ...(hikvision && { hikvision: recorders(building, hikvision, points) }),
    ...(panel && { panel: panelLines(building, panel, points) }),
    ...(receiver && { receiver: receivers(building, receiver, points) }),
  };
};

type Parts<Wire extends keyof Others> = NonNullable<NonNullable<Building["tree"]["sources"]>[Wire]>;

const dlt645Lines = (
  building: Building,
  parts: Parts<"dlt645">,
  points: readonly Point[],
): Readonly<Record<string, Dlt645Line>> => {
  const lines = Object.entries(parts).flatMap(([id, part]) => {
    const path = ["sources", "dlt645", id];
    if (!points.some(({ source }) => source.is === "dlt645" && source.line === id))
      warnUnused(building, path, `no point is read over line "${id}"`);
    const wire = part && byteWire(building, path, part, { baud: 2_400, format: "8E1" });
    if (!wire) return [];
    const timeout = part.timeout ?? millis(1_500);
    return [[id, { wire, timeout, connectTimeout: part.connect_timeout ?? seconds(3) }] as const];
  });
  return Object.fromEntries(lines);
};

const recorders = (
  building: Building,
  parts: Parts<"hikvision">,
  points: readonly Point[],
): Readonly<Record<string, HikvisionPlan>> => {
  const plans = Object.entries(parts).flatMap(([id, part]) => {
    const path = ["sources", "hikvision", id];
    if (!points.some(({ source }) => source.is === "hikvision" && source.recorder === id))
      warnUnused(building, path, `no point comes from recorder "${id}"`);
    const { url, username, password_env: passwordEnv, silence = seconds(30) } = part ?? {};
    if (url === undefined || username === undefined || passwordEnv === undefined) return [];
    return [[id, { url, username, passwordEnv, silence }] as const];
  });
  return Object.fromEntries(plans);
};

const panelLines = (
  building: Building,
  parts: Parts<"panel">,
  points: readonly Point[],
): Readonly<Record<string, PanelLine>> => {
  const lines = Object.entries(parts).flatMap(([id, part]) => {
    const path = ["sources", "panel", id];
    if (!points.some(({ source }) => source.is === "panel" && source.panel === id))
      warnUnused(building, path, `no point comes from panel "${id}"`);
    const wire = part && byteWire(building, path, part, { baud: 9_600, format: "8N1" });
    return wire ? [[id, { wire, connectTimeout: part.connect_timeout ?? seconds(3) }] as const] : [];
  });
  return Object.fromEntries(lines);
};

const receivers = (
  building: Building,
  parts: Parts<"receiver">,
  points: readonly Point[],
): Readonly<Record<string, ReceiverPlan>> => {
  const plans = Object.entries(parts).flatMap(([id, part]) => {
    const path = ["sources", "receiver", id];
    if (!points.some(({ source }) => source.is === "receiver" && source.receiver === id))
      warnUnused(building, path, `no point comes over receiver "${id}"`);
    const { host, port, silence = minutes(3) } = part ?? {};
    return host === undefined || port === undefined ? [] : [[id, { host, port, silence }] as const];
  });
  tellPortsTwice(building, plans);
  return Object.fromEntries(plans);
};

const tellPortsTwice = (building: Building, plans: readonly (readonly [string, ReceiverPlan])[]): void => {
  for (const [index, [id, { port }]] of plans.entries()) {
    const first = plans.slice(0, index).find(([, other]) => other.port === port);
    if (first === undefined) continue;
    const path = ["sources", "receiver", id, "port"];
    building.report({
      code: "CFG422",
      path,
      at: "value",
      why: `port ${port} is the receiver "${first[0]}" already`,
    });
  }
};

const warnUnused = ({ report }: Building, path: readonly string[], why: string): void =>
  report({ code: "CFG902", path, at: "key", why, isWarning: true });
