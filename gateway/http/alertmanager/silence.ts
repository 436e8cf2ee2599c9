import type { WireAlert } from "../../wire/alert.ts";
import type { EndedShelf, RunningShelf } from "./desk.ts";
import { digest, keyOf } from "./labels.ts";
import type { Matcher } from "./matcher.ts";

type Shelf = NonNullable<WireAlert["shelf"]>;

/** @see Alertmanager api/v2/openapi.yaml: gettableSilence; `annotations` since 0.32 */
export type GettableSilence = {
  readonly id: string;
  readonly status: { readonly state: "active" | "expired" };
  readonly updatedAt: string;
  readonly comment: string;
  readonly createdBy: string;
  readonly endsAt: string;
  readonly matchers: readonly Matcher[];
  readonly startsAt: string;
  readonly annotations: Readonly<Record<string, string>>;
};

/** One thing that is put aside, as a part of a silence. */
type Member = RunningShelf & { readonly endedAt: string | null };

/**
 * Shelves that the same person made for the same reason until the same moment are one silence: its id is made of that, so
 * it is the same after a restart and for whoever asks.
 */
export const silenceId = ({ is, by, reason, until }: Shelf): string => {
  const hex = digest("silence", is, by, reason, until);
  // The form of a UUID, which clients insist on: version 8 says that its bits are ours. @see RFC 9562 §5.8
  const variant = ((Number.parseInt(hex.slice(16, 17), 16) & 3) | 8).toString(16);
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-8${hex.slice(13, 16)}-${variant}${hex.slice(17, 20)}-${hex.slice(20, 32)}`;
};

/** Open alerts by the silence that they are under. */
export const silenced = (open: readonly WireAlert[]): ReadonlyMap<string, readonly WireAlert[]> =>
  Map.groupBy(
    open.filter(({ shelf }) => shelf !== null),
    ({ shelf }) => (shelf ? silenceId(shelf) : ""),
  );

/**
 * All silences: those in force, the first to end first, then those that are over, the last one first. One that still holds
 * anything is in force.
 */
export const silencesOf = (
  running: readonly RunningShelf[],
  ended: readonly EndedShelf[],
): readonly GettableSilence[] => {
  const all: readonly Member[] = [...running.map(shelf => ({ ...shelf, endedAt: null })), ...ended];
  const groups = Map.groupBy(all, ({ shelf }) => silenceId(shelf));
  const silences = [...groups].map(([id, members]) => silence(id, members));
  const rank = ({ status }: GettableSilence) => (status.state === "active" ? 0 : 1);
  return silences.sort(
    (one, other) =>
      rank(one) - rank(other) ||
      (one.status.state === "active" ? 1 : -1) * (one.endsAt < other.endsAt ? -1 : 1),
  );
};

const silence = (id: string, members: readonly Member[]): GettableSilence => {
  const active = members.filter(({ endedAt }) => endedAt === null);
  const shown = active.length > 0 ? active : members;
  const [first] = shown;
  if (!first) throw new RangeError(`silence ${id} holds nothing`);
  const { by, reason, until } = first.shelf;
  const began = shown.map(({ shelf }) => shelf.at).sort();
  const over = members.flatMap(({ endedAt }) => endedAt ?? []).sort();
  const endedAt = over.at(-1) ?? until;
  const isActive = active.length > 0;
  return {
    id,
    status: { state: isActive ? "active" : "expired" },
    updatedAt: isActive ? (began.at(-1) ?? until) : endedAt,
    comment: reason,
    createdBy: by,
    endsAt: isActive || endedAt > until ? until : endedAt,
    matchers: matchersOf(shown),
    startsAt: began[0] ?? until,
    annotations: {},
  };
};

/** What is put aside, exactly: neither a thing more, nor one that is not there yet. */
const matchersOf = (members: readonly Member[]): readonly Matcher[] => {
  const facts = [...new Set(members.map(({ fact }) => fact))].sort();
  const targets = [...new Set(members.map(({ target }) => target))].sort();
  const keys = [...new Set(members.map(keyOf))].sort();
  if (facts.length * targets.length > keys.length) return [oneOf("key", keys)];
  return [oneOf("alertname", facts), oneOf("target", targets)];
};

const oneOf = (name: string, values: readonly string[]): Matcher => {
  const [only] = values;
  return values.length === 1 && only !== undefined
    ? { isEqual: true, isRegex: false, name, value: only }
    : { isEqual: true, isRegex: true, name, value: values.map(quoted).join("|") };
};

const quoted = (text: string): string => text.replaceAll(/[\\^$.*+?()[\]{}|]/g, "\\$&");
