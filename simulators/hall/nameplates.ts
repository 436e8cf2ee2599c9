/** What is written on the things of the demo hall. Whatever a hall has beyond it gets the usual values below. */
export const nameplates = {
  /** Rooms by zone id: floor area and how many people work there. */
  rooms: {
    hall: { areaM2: 220, desks: 5 },
    off1: { areaM2: 30, desks: 3 },
    off2: { areaM2: 30, desks: 3 },
    back: { areaM2: 25, desks: 0 },
    archive: { areaM2: 15, desks: 0 },
    equip: { areaM2: 12, desks: 0 },
  },
  /** Light circuits by id: rated power in W. */
  lightsW: { "L-hall": 1200, "L-off1": 200, "L-off2a": 100, "L-off2b": 100 },
  /** Power circuits by id: W while in use and while switched off. */
  circuits: {
    "E-ctr": { onW: 900, standbyW: 2 },
    "E-prt": { onW: 80, standbyW: 1 },
    SEC: { onW: 90, standbyW: 90 },
  },
  /** Meters that measure less than everything. */
  meters: { "M-light": "light-circuit" },
} as const satisfies Nameplates;

type Nameplates = {
  rooms: Record<string, Room>;
  lightsW: Record<string, number>;
  circuits: Record<string, Circuit>;
  meters: Record<string, string>;
};
export type Room = { readonly areaM2: number; readonly desks: number };
export type Circuit = { readonly onW: number; readonly standbyW: number };

export const roomOf = (zone: string): Room => own<Room>(nameplates.rooms, zone) ?? { areaM2: 30, desks: 2 };

export const lightW = (circuit: string): number => own<number>(nameplates.lightsW, circuit) ?? 100;

export const circuitOf = (id: string, alwaysOn: boolean): Circuit =>
  own<Circuit>(nameplates.circuits, id) ?? (alwaysOn ? { onW: 60, standbyW: 60 } : { onW: 120, standbyW: 2 });

/** The kind of equipment that a meter measures; `everything` for a main meter. */
export const meteredKind = (meter: string): string => own<string>(nameplates.meters, meter) ?? "everything";

const own = <T>(table: Readonly<Record<string, T>>, id: string): T | undefined =>
  Object.hasOwn(table, id) ? table[id] : undefined;
