import type { Role } from "../site/model.ts";
import type { Post } from "./handover.ts";

/** Who takes a post for somebody who is absent. @see ZX-2-5 in the clause catalogue: the supervisor on duty */
export const BRIDGES: readonly Role[] = ["hall-director", "duty-manager"];

/** Who may read and add to what a post hands over. */
export const readersOf = (post: Post): readonly Role[] => [...new Set<Role>([post, ...BRIDGES, "superior"])];
