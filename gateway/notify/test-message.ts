import type { WireNotifyTested } from "#gateway/wire/notify.ts";
import type { Message } from "#rules/notice/message.ts";
import type { Person } from "#rules/site/model.ts";
import type { Instant } from "#rules/time/instant.ts";
import { routeOf, type Target } from "./route.ts";
import type { MessageChannel } from "./ways.ts";

/** What came of a test. `refused`: there is no such person or channel; `why` is a sentence. */
export type Tested =
  | { readonly is: "done"; readonly answer: WireNotifyTested }
  | { readonly is: "refused"; readonly why: string };

type Targets =
  | { readonly is: "found"; readonly person: Person; readonly targets: readonly Target[] }
  | { readonly is: "refused"; readonly why: string };

/** A message that says that it is a test, and nothing else. Its key is of the moment: no test repeats another. */
export const testMessage = (person: Person, at: Instant): Message => ({
  key: `test:${at}:${person.id}`,
  kind: "test",
  at,
  to: { role: person.roles[0] ?? "staff", person: person.id },
  priority: 4,
  class: "system",
  isSilent: false,
  items: [],
});

/**
 * Where a test goes: by all channels of the person's, or by the one that is named, which need not be the person's own.
 *
 * @param who  id or name
 */
export const testTargets = ({
  who,
  channel,
  message,
  people,
  channels,
}: {
  readonly who: string;
  readonly channel: string | undefined;
  readonly message: (person: Person) => Message;
  readonly people: readonly Person[];
  readonly channels: readonly MessageChannel[];
}): Targets => {
  const person = people.find(({ id }) => id === who) ?? people.find(({ name }) => name === who);
  if (!person) return { is: "refused", why: `nobody of this hall is called ${who}` };
  const { choices } = routeOf(message(person), person, channels);
  if (channel === undefined) {
    if (choices.length > 0) return { is: "found", person, targets: choices };
    return {
      is: "refused",
      why: `${person.name} has no channel to be reached by: add reach: to the site file`,
    };
  }
  const own = choices.filter(target => target.channel.name === channel);
  if (own.length > 0) return { is: "found", person, targets: own };
  const found = channels.find(({ name }) => name === channel);
  if (!found) return { is: "refused", why: `there is no channel ${channel} that messages go out by` };
  const target = { key: `${message(person).key}:${channel}`, channel: found, address: null, choice: null };
  return { is: "found", person, targets: [target] };
};
