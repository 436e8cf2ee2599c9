import type { Signature } from "../routine/person.ts";
import type { Role, Words } from "../site/model.ts";
import type { Instant } from "../time/instant.ts";

/** A post that somebody is responsible for at every moment: a role with shifts. */
export type Post = Role;

/**
 * What one person hands over to the next. The system writes what is open; people read it item by item, sign it, and add
 * to it only as dated additions. When the next one is absent, somebody bridges: two steps with two signatures each.
 */
export type Handover = {
  /** `handover/duty-manager/20250718T093000000Z`. */
  readonly id: string;
  readonly post: Post;
  /** Id of the person whose shift ends. */
  readonly from: string;
  /** Whose shift begins; null: the roster does not say. */
  readonly to: string | null;
  /** Id of whoever takes it meanwhile; null: nobody had to. */
  readonly bridge: string | null;
  /** End of the shift. */
  readonly openedAt: Instant;
  readonly dueAt: Instant;
  /** Fixed once the outgoing person has signed. */
  readonly items: readonly HandoverItem[];
  readonly remarks: string;
  /** Counted things: keys, radios. */
  readonly counts: Readonly<Record<string, number>>;
  /** What was written after the outgoing person had signed. */
  readonly additions: readonly { readonly by: string; readonly at: Instant; readonly text: string }[];
  /** In order: the outgoing person and whoever took it; then, after a bridge, the bridge and the incoming person. */
  readonly steps: readonly HandoverStep[];
  /** `open`: nobody has taken it; `bridged`: waits for the next one; `done`. */
  readonly state: "open" | "bridged" | "done";
  readonly endedAt: Instant | null;
  /** When the next one was reminded to read it, after it was bridged; null: not yet. */
  readonly remindedAt: Instant | null;
};

export type HandoverStep = { readonly from: Signature | null; readonly to: Signature | null };

export type HandoverItem = {
  /** `alert:<id>`, `shelf:<fact>/<target>`, `service:<target>`, `task:<id>`, `ticket:<id>`, `certificate:<id>`, `blind:<source>`. */
  readonly id: string;
  readonly kind: "alert" | "shelf" | "service" | "task" | "ticket" | "certificate" | "blind";
  readonly title: Words;
  /** As it stood when it was written: `open since 16:20, not acknowledged`. */
  readonly standing: Words;
  readonly priority: 1 | 2 | 3 | 4 | null;
  /** Who opened it to read it, by id of the person, and when. */
  readonly read: Readonly<Record<string, Instant>>;
};

/** Who is responsible for a post since when; until then the one before, with or without a signature. */
export type Responsible = {
  readonly post: Post;
  readonly person: string;
  /** Null: nobody ever took it by signature, and no shift says when it began. */
  readonly since: Instant | null;
  /** Id of the handover that made it so; null: the roster alone. */
  readonly handover: string | null;
};
