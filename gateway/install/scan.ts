import type { ModbusPlace } from "#rules/site/modbus.ts";
import type { ModbusProfile } from "#rules/site/profile.ts";
import type { Answer, ReadRequest } from "../drivers/modbus/transport.ts";
import { type Fit, identify, requestFor } from "./identify.ts";
import type { Reader } from "./reader.ts";

/** What is behind one unit id. */
export type UnitFound =
  | {
      readonly is: "answers";
      readonly unit: number;
      /** Milliseconds of the first answer. */
      readonly answerMs: number;
      /** All models, best first. */
      readonly fits: readonly Fit[];
    }
  | { readonly is: "silent"; readonly unit: number }
  /** Something answers, but not as it should. */
  | { readonly is: "garbled"; readonly unit: number; readonly why: string };

export type ScanOptions = {
  readonly reader: Pick<Reader, "read">;
  /** The same port with the other framing, asked only when nobody answers; null: a wire that has one framing. */
  readonly other: Pick<Reader, "read"> | null;
  readonly units: readonly number[];
  readonly profiles: readonly ModbusProfile[];
  readonly signal: AbortSignal;
  /** Before each unit, with how many are done. */
  readonly progress: (unit: number, done: number) => void;
  /** As soon as a unit is known. */
  readonly found: (unit: UnitFound) => void;
};

export type Scanned = {
  readonly units: readonly UnitFound[];
  /** The wire is not what it was taken for, so that asking on is in vain. */
  readonly trouble: WireTrouble | null;
};

/** `told`: the transport recognised foreign frames, in its own words. `other-framing`: with the other one, this unit answers. */
export type WireTrouble =
  | { readonly is: "told"; readonly why: string }
  | { readonly is: "other-framing"; readonly unit: number };

/**
 * What makes a device answer, if only with an exception: the first registers of both tables, an even number of them, since
 * some models refuse others.
 */
const PRESENCE = [
  { table: "input", address: 0, count: 2 },
  { table: "holding", address: 0, count: 2 },
] as const;

/** A Modbus gateway says that the unit behind it is not there. */
const ABSENT: ReadonlySet<number> = new Set([10, 11]);

/**
 * Asks units one after the other who they are, only by reading (functions 1 to 4). Stops when aborted and keeps what it has.
 *
 * @throws {Fault} when there is no connection at all
 */
export const scan = async ({
  reader,
  other,
  units,
  profiles,
  signal,
  progress,
  found,
}: ScanOptions): Promise<Scanned> => {
  const known: UnitFound[] = [];
  for (const unit of units) {
    if (signal.aborted) break;
    progress(unit, known.length);
    const presence = await present(reader, unit);
    if (signal.aborted) break;
    if (presence.is === "wire") return { units: known, trouble: { is: "told", why: presence.why } };
    const result =
      presence.is === "answers"
        ? {
            is: "answers" as const,
            unit,
            answerMs: presence.answerMs,
            fits: await identify(profiles, remembered(reader, unit)),
          }
        : presence.is === "garbled"
          ? { is: "garbled" as const, unit, why: presence.why }
          : { is: "silent" as const, unit };
    if (signal.aborted) break;
    known.push(result);
    found(result);
  }
  const isEmpty = known.every(({ is }) => is === "silent");
  const unit =
    isEmpty && other && !signal.aborted ? await firstPresent(other, units.slice(0, OTHER_TRIES)) : null;
  return { units: known, trouble: unit === null ? null : { is: "other-framing", unit } };
};

/** Units that are asked with the other framing when nobody has answered. */
const OTHER_TRIES = 8;

const firstPresent = async (
  reader: Pick<Reader, "read">,
  units: readonly number[],
): Promise<number | null> => {
  for (const unit of units) if ((await present(reader, unit)).is === "answers") return unit;
  return null;
};

type Presence =
  | { readonly is: "answers"; readonly answerMs: number }
  | { readonly is: "silent" }
  | { readonly is: "garbled" | "wire"; readonly why: string };

const present = async (reader: Pick<Reader, "read">, unit: number): Promise<Presence> => {
  let why: string | null = null;
  for (const request of PRESENCE) {
    const { answer, tookMs } = await reader.read({ unit, ...request });
    if (answer.is === "words") return { is: "answers", answerMs: Math.round(tookMs) };
    if (answer.is === "exception")
      return ABSENT.has(answer.code) ? { is: "silent" } : { is: "answers", answerMs: Math.round(tookMs) };
    const other = otherFraming(answer);
    if (other !== null) return { is: "wire", why: other };
    if (answer.is === "mismatch" || answer.is === "garbled") why = answer.why;
  }
  return why === null ? { is: "silent" } : { is: "garbled", why };
};

/** The other end speaks another framing: the transport names it and says what to write. */
const otherFraming = (answer: Answer): string | null =>
  answer.is === "garbled" && answer.why.startsWith("this port speaks") ? answer.why : null;

/** Reads every place once, however many models look at it. */
const remembered = (reader: Pick<Reader, "read">, unit: number) => {
  const seen = new Map<string, Promise<readonly number[] | null>>();
  const fetch = async (request: ReadRequest): Promise<readonly number[] | null> => {
    const { answer } = await reader.read(request);
    return answer.is === "words" ? answer.words : null;
  };
  return (place: ModbusPlace): Promise<readonly number[] | null> => {
    const request = requestFor(unit, place);
    const key = `${request.table} ${request.address} ${request.count}`;
    const again = seen.get(key);
    if (again) return again;
    const first = fetch(request);
    seen.set(key, first);
    return first;
  };
};
