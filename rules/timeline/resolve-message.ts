import type { Path } from "../site/yaml-source.ts";
import type { Instant } from "../time/instant.ts";
import type { Names } from "./names.ts";
import type { MessageMatcherForm } from "./schema-message.ts";
import type { MessageMatcher, WantedMessage } from "./timeline.ts";
import { withoutGaps } from "./without-gaps.ts";

/** What messages say of what is out of service, which is no alert. */
const SERVICE = "out-of-service";

/**
 * What a message must be like, with all names resolved.
 *
 * @param at  times of day in it are the last ones at or before this moment
 */
export const resolveMessage = (
  names: Names,
  form: MessageMatcherForm,
  path: Path,
  now: Instant,
): MessageMatcher => {
  const { from, count, at, ...plain } = form;
  const { to, fact, target } = plain;
  if (to !== undefined) names.receiver(to, [...path, "to"]);
  if (fact !== undefined && fact !== SERVICE) names.fact(fact, [...path, "fact"]);
  if (target !== undefined) names.target(target, [...path, "target"]);
  return {
    path,
    from: from === undefined ? null : names.momentBefore(from, now, [...path, "from"]),
    count: count ?? null,
    wanted: withoutGaps<WantedMessage>({
      ...plain,
      target: target === undefined ? undefined : names.targetId(target),
      at: at === undefined ? undefined : names.momentBefore(at, now, [...path, "at"]),
    }),
  };
};
