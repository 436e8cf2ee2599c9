import type { Alert } from "../alert/alert.ts";
import type { Role } from "../site/model.ts";
import type { Instant } from "../time/instant.ts";
import { receiverKey } from "./group.ts";
import { NOT_FOR_GUARDS } from "./intervals.ts";
import type { Receiver } from "./message.ts";

/** Who is on duty in a role at a moment. */
export type OnDuty = (role: Role, at: Instant) => readonly { readonly id: string }[];

/**
 * Who gets a message that is for some roles: everybody who is on duty in them, each once; a role itself where nobody is.
 * What a guard can do nothing about is not for guards.
 */
export const receiversOf = (
  { class: own }: Pick<Alert, "class">,
  roles: readonly Role[],
  at: Instant,
  onDuty: OnDuty,
): readonly Receiver[] => {
  const found = new Map<string, Receiver>();
  for (const role of roles) {
    if (role === "guard" && NOT_FOR_GUARDS.has(own)) continue;
    const people = onDuty(role, at);
    const all: readonly Receiver[] =
      people.length > 0 ? people.map(({ id }) => ({ role, person: id })) : [{ role, person: null }];
    for (const to of all) if (!found.has(receiverKey(to))) found.set(receiverKey(to), to);
  }
  return [...found.values()];
};
