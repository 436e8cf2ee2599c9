import type { Role } from "../site/model.ts";
import type { Instant } from "../time/instant.ts";

/** Who did something, and when. `role`: as which of his roles. */
export type Signature = {
  readonly person: string;
  readonly name: string;
  readonly role: Role;
  readonly at: Instant;
};

/** Who says that something is so, and on what grounds: at least one of note and photo. */
export type Word = {
  readonly by: string;
  readonly at: Instant;
  readonly note: string;
  readonly photo: string | null;
};
