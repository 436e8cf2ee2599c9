import { after, type Instant } from "#rules/time/instant.ts";
import type { AlertmanagerSync } from "./alertmanager.ts";
import { FALLBACK } from "./courier.ts";
import type { Lane } from "./lane.ts";
import { type Round, toldBy, toPerson } from "./round.ts";
import type { UnreachedNote } from "./unreached.ts";

export type ProblemParts = {
  readonly now: Instant;
  readonly timeZone: string;
  readonly rounds: readonly Round[];
  /** By name of the channel. */
  readonly lanes: ReadonlyMap<string, Lane>;
  readonly unreached: readonly UnreachedNote[];
  readonly alertmanagers: readonly AlertmanagerSync[];
  /** Why deliveries cannot be recorded; empty when they can. */
  readonly ledgerTrouble: string;
};

/** Everything about messages that people must know, a sentence each; each person and each channel once. */
export const problemsOf = (parts: ProblemParts): readonly string[] => {
  const { lanes, unreached, alertmanagers, ledgerTrouble, timeZone } = parts;
  const time = clockTime(timeZone);
  const down = [...lanes].flatMap(([name, { counts }]) =>
    counts.downSince === null
      ? []
      : [`nothing goes out by channel ${name} since ${time(counts.downSince)}: ${counts.lastError}`],
  );
  const unsynced = alertmanagers.flatMap(({ name, state }) =>
    state.downSince === null
      ? []
      : [`channel ${name} is not kept up to date since ${time(state.downSince)}: ${state.lastError}`],
  );
  return [
    ...untold(parts, time),
    ...unreached.map(({ what }) => `cannot notify: ${what}`),
    ...down,
    ...unsynced,
    ...(ledgerTrouble === "" ? [] : [`what was sent cannot be recorded: ${ledgerTrouble}`]),
  ];
};

/** Persons for whom something has waited longer than a channel may take. */
const untold = ({ rounds, now }: ProblemParts, time: (at: Instant) => string): readonly string[] => {
  const late = new Map<string, Round[]>();
  for (const round of rounds) {
    const { person } = round.route;
    if (person === null || toldBy(round) !== null || after(round.message.at, FALLBACK) > now) continue;
    late.set(person.name, [...(late.get(person.name) ?? []), round]);
  }
  return [...late].map(([name, waiting]) => {
    const since = Math.min(...waiting.map(({ message }) => message.at)) as Instant;
    const ways = new Set(
      waiting.flatMap(round =>
        toPerson(round).map(
          ({ target, delivery }) => `${target.channel.name}: ${delivery.detail || "waiting"}`,
        ),
      ),
    );
    const count = waiting.length === 1 ? "a message waits" : `${waiting.length} messages wait`;
    return `cannot notify ${name} since ${time(since)}, ${count}: ${[...ways].slice(0, 4).join("; ")}`;
  });
};

/** `22:47`, with the date before it, in the hall's zone. */
const clockTime = (timeZone: string) => {
  const format = new Intl.DateTimeFormat("sv-SE", { timeZone, dateStyle: "short", timeStyle: "short" });
  return (at: Instant): string => format.format(at);
};
