import type { MeterState } from "#rules/energy/ledger.ts";
import type { Meter } from "#rules/site/energy-plan.ts";
import { between, hours, type Instant } from "#rules/time/instant.ts";

/** So many readings in a row that fit nothing are no glitch; @see counter.ts, which tells it as `unclear`. */
const UNCLEAR_AFTER = 3;
/** A jump that nobody has explained is a matter of today. */
const JUMP_FOR = hours(24);

/** What people must know of a counter: that nothing is counted, or that nobody knows what happened, and what to do. */
export const meterProblems = (
  { id, name }: Pick<Meter, "id" | "name">,
  { counter }: Extract<MeterState, { readonly is: "counter" }>,
  now: Instant,
): readonly string[] => {
  const { base, doubt, break: broken } = counter;
  if (isUnclear(counter))
    return [
      `meter ${id} (${name.en}): nothing is counted since ${shown(base?.kWh)} kWh: it says ${shown(doubt?.last.kWh)} kWh, which does not follow. ` +
        `If it was replaced: hallwatch meters replaced ${id}; else compare its ratio, unit and rated power in the site file with its nameplate`,
    ];
  if (broken?.is === "jump" && between(broken.first.at, now) < JUMP_FOR)
    return [
      `meter ${id} (${name.en}): it went from ${shown(broken.before.kWh)} to ${shown(broken.first.kWh)} kWh, and nobody knows why: what was used between is not counted. ` +
        `If it was replaced: hallwatch meters replaced ${id}; else hallwatch meters correct ${id}`,
    ];
  return [];
};

/** Whether it says what does not fit, for so long that nothing is counted. */
export const isUnclear = ({ doubt }: Extract<MeterState, { readonly is: "counter" }>["counter"]): boolean =>
  doubt !== null && doubt.readings + doubt.strays >= UNCLEAR_AFTER;

const shown = (kWh: number | undefined): string => (kWh === undefined ? "?" : String(Number(kWh.toFixed(3))));
