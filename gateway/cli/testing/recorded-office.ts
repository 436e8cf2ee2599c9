import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { temporary } from "../../stores/testing/temporary.ts";

const SITE = `hallwatch: 1
site: { id: office, name: { zh: 办公室, en: Office }, timezone: Asia/Shanghai, packs: [./rules.yaml] }
calendar:
  holidays: none
  week: { mon-sun: ["08:30-12:00", "14:00-17:30"] }
sources: { mqtt: { broker: embedded, port: 1883 } }
zones:
  room: { name: { zh: 房间, en: Room }, mqtt: { topic: office/room }, points: { occupancy: { path: $.people } } }
equipment:
  L1: { kind: light-circuit, zone: room, name: { zh: 灯, en: Light }, mqtt: { topic: office/L1 }, points: { power: { path: $.power } } }
  D1:
    kind: door
    zone: room
    name: { zh: 门, en: Door }
    mqtt: { topic: office/D1 }
    points: { lock: { path: $.lock, values: { LOCKED: locked, UNLOCKED: unlocked } } }
`;

/** The office's rules: lights off at lunch, the door locked after closing. */
export const officePack = ({
  lightHold = "5 min",
  doorHold = "15 min",
  door = "closed",
}: {
  readonly lightHold?: string;
  readonly doorHold?: string;
  readonly door?: string;
} = {}): string => `pack: office
title: { zh: 办公室, en: Office }
rules:
  - id: light-at-lunch
    title: { zh: 午休没人，灯还亮着, en: "Lights on at lunch, nobody there" }
    clauses: [TY-2.2-1]
    each: light-circuit
    in_force: lunch
    condition: light.power >= 10 && zone.occupancy == 0
    hold: ${lightHold}
    fact: light-on
    level: violation
    priority: 4
    tell: [duty-manager]
  - id: door-after-closing
    title: { zh: 下班后门没锁, en: Door not locked after closing }
    clauses: [GA-5.3-8b]
    each: door
    in_force: ${door}
    condition: door.lock != "locked"
    hold: ${doorHold}
    fact: door-not-locked
    level: violation
    priority: 2
    tell: [guard]
`;

/**
 * A week of the office from Monday, 2025-07-07: every day the light stays on from 12:00 to 12:20, and on Tuesday the door
 * is unlocked until 18:00.
 *
 * @param days  of the week that were recorded
 */
const recording = (days: number): string => {
  const lines = ["time,point,value,quality"];
  const start = Date.parse("2025-07-07T00:00:00+08:00");
  for (let minute = 0; minute < days * 1_440; minute += 2) {
    const [day, clock] = [Math.floor(minute / 1_440), minute % 1_440];
    const time = new Date(start + minute * 60_000).toISOString();
    const isOpen = clock >= 510 && clock < 1_050;
    lines.push(
      `${time},L1.power,${clock >= 720 && clock < 740 ? 180 : 0}`,
      `${time},room.occupancy,${isOpen && (clock < 720 || clock >= 840) ? 3 : 0}`,
      `${time},D1.lock,${isOpen || (day === 1 && clock < 1_080 && clock > 720) ? "unlocked" : "locked"}`,
    );
  }
  return lines.join("\n");
};

/** A directory with the office's site file, its rules and its recording; gone after the test. */
export const recordedOffice = ({ days = 7 }: { readonly days?: number } = {}) => {
  const { directory, remove } = temporary();
  const write = (name: string, text: string): string => {
    writeFileSync(join(directory, name), text);
    return join(directory, name);
  };
  return {
    directory,
    site: write("site.yaml", SITE),
    rules: write("rules.yaml", officePack()),
    history: `csv:${write("history.csv", recording(days))}`,
    write,
    mkdir: (name: string): string => {
      mkdirSync(join(directory, name));
      return join(directory, name);
    },
    [Symbol.dispose]: remove,
  };
};
