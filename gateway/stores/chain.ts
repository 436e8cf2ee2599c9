import { hash } from "node:crypto";

/** The hash before the first event. */
export const GENESIS = "0".repeat(64);

/** An event of the trail as it is stored; `json` is the text that was stored, not a re-encoding of it. */
export type ChainRow = {
  readonly seq: number;
  /** What it stands under: the id of an alert, `activity:…`, `service:…`, `roster:…`. */
  readonly alert: string;
  readonly at: number;
  readonly json: string;
};

/** A stored event with its links. */
export type ChainLink = ChainRow & { readonly prev: string; readonly hash: string };

/** Hex SHA-256 over the previous event's hash and this event. */
export const chainHash = (prev: string, { seq, alert, at, json }: ChainRow): string =>
  hash("sha256", `${prev}\n${JSON.stringify([seq, alert, at, json])}`);
