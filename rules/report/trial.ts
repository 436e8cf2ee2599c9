import { Engine } from "../engine/engine.ts";
import { rulebook } from "../engine/rulebook.ts";
import type { Pack, Rule } from "../language/rule.ts";
import type { ReadingColumns } from "../reading/columns.ts";
import { unheard } from "../replay/unheard.ts";
import type { Site } from "../site/model.ts";
import type { Instant } from "../time/instant.ts";
import { follower } from "./followed.ts";
import { type Stretch, stretchLog } from "./stretches.ts";

/** One rule of a hall, as it is or changed, that recorded readings are shown. */
export type Trial = {
  /** Takes the next readings in, oldest first; `point` is a position in the site's points. */
  take(columns: ReadingColumns): void;
  /** Lets time pass until `to` and says what the rule would have found, in order. Nobody acknowledged anything. */
  end(to: Instant): readonly Stretch[];
};

/**
 * Lets the engine that runs live judge recorded readings by one rule alone.
 *
 * @param packs  all of the hall, for their settings
 * @param rule   in the place of the one of its id
 * @returns      null when the rule is no rule that this hall can judge: a mistake in it, or points are missing
 */
export const trial = (site: Site, packs: readonly Pack[], rule: Rule, since: Instant): Trial | null => {
  const alone = packs.map(({ suppressions: _, ...pack }) => ({
    ...pack,
    rules: pack.rules.some(({ id }) => id === rule.id) ? [rule] : [],
  }));
  const book = rulebook(site, alone);
  if (book.problems.length > 0 || book.instances.length === 0) return null;
  // Recorded readings tell nothing of what people did: nobody keeps papers of the past.
  const engine = new Engine(site, { ...book, clerks: [] }, since, unheard({ site, book, since }));
  const [follow, log] = [follower(), stretchLog()];
  let seq = 0;
  const step = (input: Parameters<Engine["step"]>[0]): void => {
    for (const { event } of engine.step(input).transitions) {
      seq++;
      const followed = follow.take({ ...event, seq });
      if (followed) log.take(followed, event.is === "raised" || event.is === "returned");
    }
  };
  return {
    take: columns => {
      if (columns.rows === 0) return;
      step({ is: "tick", at: columns.at[0] as Instant });
      step({ is: "columns", columns, at: columns.at[columns.rows - 1] as Instant });
    },
    end: to => {
      step({ is: "tick", at: to });
      return log.stretches().filter(each => each.rule === rule.id);
    },
  };
};
