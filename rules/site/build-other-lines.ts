import { millis, seconds } from "../time/instant.ts";
import { byteWire } from "./build-byte-wire.ts";
import type { Building } from "./building.ts";
import type { Point, Sources } from "./model.ts";
import type { Dlt645Line } from "./other-wires.ts";

type Others = Pick<Sources, "dlt645">;

/** The lines and servers of wires beside MQTT and Modbus; a section that the file does not have is absent. */
export const otherLines = (building: Building, points: readonly Point[]): Others => {
  const dlt645 = building.tree.sources?.dlt645;
  return { ...(dlt645 && { dlt645: dlt645Lines(building, dlt645, points) }) };
};

type Dlt645Parts = NonNullable<NonNullable<Building["tree"]["sources"]>["dlt645"]>;

const dlt645Lines = (
  building: Building,
  parts: Dlt645Parts,
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

const warnUnused = ({ report }: Building, path: readonly string[], why: string): void =>
  report({ code: "CFG902", path, at: "key", why, isWarning: true });
