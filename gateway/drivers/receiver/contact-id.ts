import type { ReceiverConcern } from "#rules/site/receiver-concerns.ts";

/** An event as Contact-ID tells it. `begins`: new event, or opening; `ends`: restored, or closing; `goes-on`: still so. */
export type PanelEvent = {
  readonly turn: "begins" | "ends" | "goes-on";
  /** Three digits: `130`. */
  readonly code: string;
  /** 0: the panel as a whole. */
  readonly partition: number;
  /** A zone, or a user where somebody did it; 0: none. */
  readonly zone: number;
};

const TURNS: Readonly<Record<string, PanelEvent["turn"]>> = { 1: "begins", 3: "ends", 6: "goes-on" };

/** Reads `#5001|1130 01 003`; null: it is no event, or one of another account. */
export const eventOf = (data: string, account: string): PanelEvent | null => {
  const found = /^(?:#([0-9A-Fa-f]{3,16}))?\|([136])([0-9A-F]{3}) ([0-9A-F]{2}) ([0-9A-F]{3})$/.exec(data);
  if (!found) return null;
  const [, own = account, qualifier = "", code = "", partition = "", zone = ""] = found;
  const turn = TURNS[qualifier];
  if (own.toUpperCase() !== account || turn === undefined || !/^\d{5}$/.test(partition + zone)) return null;
  return { turn, code, partition: Number(partition), zone: Number(zone) };
};

/** First and last code of what is about a concern. */
type Codes = readonly (readonly [concern: ReceiverConcern, first: number, last: number])[];

// biome-ignore format: a table is read one row a line.
const codes: Codes = [
  ["fire",       110, 118],
  ["panic",      120, 126],
  ["burglary",   130, 136],
  ["tamper",     137, 137],
  ["burglary",   138, 140],
  ["fault",      141, 143],
  ["tamper",     144, 145],
  ["burglary",   146, 146],
  ["fault",      147, 147],
  ["gas",        151, 151],
  ["water",      154, 154],
  ["gas",        162, 162],
  ["fault",      300, 300],
  ["mains",      301, 301],
  ["battery",    302, 302],
  ["fault",      303, 304],
  ["fault",      307, 310],
  ["battery",    311, 311],
  ["fault",      312, 337],
  ["battery",    338, 338],
  ["fault",      339, 340],
  ["tamper",     341, 341],
  ["mains",      342, 342],
  ["fault",      343, 372],
  ["fire-fault", 373, 373],
  ["fault",      374, 382],
  ["tamper",     383, 383],
  ["battery",    384, 384],
  ["fault",      385, 393],
  ["arming",     400, 409],
  ["arming",     441, 442],
  ["arming",     456, 456],
];

/**
 * What an event is about; undefined: nothing that a point tells (a test report, a change of the program).
 *
 * @see ANSI/SIA DC-05-1999.09 (Contact ID) event codes; also in use beyond it: 442, 456
 */
export const concernOf = ({ code }: PanelEvent): ReceiverConcern | undefined =>
  codes.find(([, first, last]) => Number(code) >= first && Number(code) <= last)?.[0];

const STAYING = new Set(["441", "442", "456"]);

/** What an event about arming makes of it: an opening disarms, a closing arms. */
export const armedBy = ({ turn, code }: PanelEvent): "disarmed" | "armed-away" | "armed-home" | null => {
  if (turn === "begins") return "disarmed";
  if (turn === "goes-on") return null;
  return STAYING.has(code) ? "armed-home" : "armed-away";
};
