import type { WireSource } from "#gateway/wire/device.ts";

/** Why a broker did not take something of a client. */
export const REFUSALS = ["unauthorized", "denied", "limited", "oversized", "refused"] as const;
export type Refusal = (typeof REFUSALS)[number];

/** What a broker did not take since it started; null: it took everything. */
export type Refusals = {
  readonly reasons: readonly { readonly reason: Refusal; readonly count: number }[];
  /** Clients that were refused most, the worst first: `client D7` is counted as `D7`. */
  readonly clients: readonly { readonly client: string; readonly count: number }[];
};

const CLIENT = "client ";

/** What of the counts of a source says that something was refused, and of whom. */
export const refusalsOf = ({ counts }: Pick<WireSource, "counts">): Refusals | null => {
  const reasons = REFUSALS.map(reason => ({ reason, count: counts[reason] ?? 0 })).filter(
    ({ count }) => count > 0,
  );
  const clients = Object.entries(counts)
    .filter(([name]) => name.startsWith(CLIENT))
    .map(([name, count]) => ({ client: name.slice(CLIENT.length), count }))
    .toSorted((a, b) => b.count - a.count);
  return reasons.length === 0 && clients.length === 0 ? null : { reasons, clients };
};
