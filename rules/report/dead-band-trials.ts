import type { Pack } from "../language/rule.ts";
import { settingsOf } from "../language/settings.ts";
import type { ReadingColumns } from "../reading/columns.ts";
import type { Site } from "../site/model.ts";
import { type Instant, type Millis, millis } from "../time/instant.ts";
import { type DeadBand, deadBandsFor } from "./dead-bands.ts";
import { isWorth } from "./proposals.ts";
import { isTrue, type Stretch } from "./stretches.ts";
import type { Subject } from "./subject.ts";
import { type Trial, trial } from "./trial.ts";

/** A dead-band that would have saved calls, by recorded readings. */
export type DeadBandProposal = DeadBand & {
  readonly rule: string;
  readonly target: string;
  /** What the rule finds in the readings, as it is and with the dead-band. */
  readonly before: number;
  readonly after: number;
  /** Findings that lasted; of those, how many were no part of any with the dead-band, and how many only went on with another. */
  readonly true: number;
  readonly lost: number;
  readonly continued: number;
  /** By how much longer something was found in all. */
  readonly longer: Millis;
};

export type DeadBandTrials = {
  /** Takes the next readings in, oldest first; `point` is a position in the site's points. */
  take(columns: ReadingColumns): void;
  /** The smallest dead-band that saves most, for each rule and target that it is worth it for. */
  end(): readonly DeadBandProposal[];
};

type Candidate = { readonly rule: string; readonly base: Trial; readonly bands: readonly Tried[] };
type Tried = { readonly band: DeadBand; readonly trial: Trial };

/**
 * Lets the rules of some subjects judge recorded readings, each as it is and with dead-bands of several sizes. Whether a
 * finding was true is told by how long it lasted alone: nobody acts in a recording.
 *
 * @param since  where the readings begin, a while before `from`, so that values are known when it counts
 */
export const deadBandTrials = (
  site: Site,
  packs: readonly Pack[],
  subjects: readonly Pick<Subject, "rule" | "target" | "class">[],
  { since, from, to }: { readonly since: Instant; readonly from: Instant; readonly to: Instant },
): DeadBandTrials => {
  const asked = subjects.filter(each => each.class !== "life-safety");
  const candidates = [...new Set(asked.map(({ rule }) => rule))].flatMap(rule =>
    candidateOf(site, packs, rule, since),
  );
  return {
    take: columns => {
      for (const { base, bands } of candidates)
        for (const run of [base, ...bands.map(each => each.trial)]) run.take(columns);
    },
    end: () =>
      candidates.flatMap(({ rule, base, bands }) => {
        const found = base.end(to);
        const tried = bands.map(({ band, trial: run }) => ({ band, found: run.end(to) }));
        return asked
          .filter(each => each.rule === rule)
          .flatMap(({ target }) => {
            const own = beginning(found, target, from);
            const all = tried.map(each => ({
              ...each.band,
              rule,
              target,
              ...effectOf(own, beginning(each.found, target, from), to),
            }));
            const [best] = all
              .filter(isWorth)
              .toSorted((a, b) => b.before - b.after - (a.before - a.after) || a.size - b.size);
            return best ? [best] : [];
          });
      }),
  };
};

const candidateOf = (
  site: Site,
  packs: readonly Pack[],
  id: string,
  since: Instant,
): readonly Candidate[] => {
  const rule = packs.flatMap(({ rules }) => rules).find(each => each.id === id);
  const base = rule && trial(site, packs, rule, since);
  if (!rule || !base) return [];
  const { settings } = settingsOf(packs, site.settings);
  const bands = deadBandsFor(rule, settings).flatMap(band => {
    const run = trial(site, packs, { ...rule, clear: band.clear }, since);
    return run ? [{ band, trial: run }] : [];
  });
  return bands.length === 0 ? [] : [{ rule: id, base, bands }];
};

const beginning = (all: readonly Stretch[], target: string, from: Instant): readonly Stretch[] =>
  all.filter(each => each.target === target && each.from >= from);

const effectOf = (base: readonly Stretch[], wide: readonly Stretch[], to: Instant) => {
  const real = base.filter(isTrue);
  const begun = new Set(wide.map(({ from }) => from));
  const isWithin = ({ from }: Stretch): boolean =>
    wide.some(each => each.from <= from && from < (each.to ?? Number.POSITIVE_INFINITY));
  return {
    before: base.length,
    after: wide.length,
    true: real.length,
    lost: real.filter(each => !isWithin(each)).length,
    continued: real.filter(each => isWithin(each) && !begun.has(each.from)).length,
    longer: millis(Math.max(0, lengthOf(wide, to) - lengthOf(base, to))),
  };
};

const lengthOf = (all: readonly Stretch[], to: Instant): number =>
  all.reduce((sum, each) => sum + (each.to ?? to) - each.from, 0);
