/** Where something stands on the trail. */
export type Recorded = {
  /** 1, 2, 3 … over all events, in commit order. */
  readonly seq: number;
  /** Hex SHA-256 over the previous event's hash and this event: the trail is a chain. */
  readonly hash: string;
};
