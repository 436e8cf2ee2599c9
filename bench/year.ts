// A whole made-up year through admission, rules and ledger, against what is true of it; then many years for the band of savings.
// Run: node bench/year.ts [seed] [minutes between readings] [years]
import { judgeYear } from "../rules/baseline/testing/judge-year.ts";
import { savedInYear } from "../rules/baseline/testing/saved-in-year.ts";
import { savedInYears } from "../rules/baseline/testing/saved-in-years.ts";
import { firstCircuits, nightsOfYear, scores } from "../rules/baseline/testing/score-year.ts";
import { figure, machine } from "./machine.ts";

const [seed = 3, everyMinutes = 5, years = 20] = process.argv.slice(2).map(Number);
const METERS = ["M-main", "M-ac"] as const;

const cpuSeconds = (since: NodeJS.CpuUsage): string => {
  const { user, system } = process.cpuUsage(since);
  return `${((user + system) / 1e6).toFixed(1)} s CPU`;
};
const percent = (part: number, whole: number): string =>
  whole === 0 ? "–" : `${Math.round((100 * part) / whole)} %`;
const row = (...cells: readonly (string | number)[]): void =>
  console.log(
    cells.map((cell, index) => (index < 2 ? `${cell}`.padEnd(32) : `${cell}`.padStart(14))).join(""),
  );

console.log(machine());
let begun = process.cpuUsage();
const judged = judgeYear(seed, everyMinutes);
const nights = nightsOfYear(judged);
console.log(
  `\nseed ${seed}: ${figure(judged.readings)} readings every ${everyMinutes} min, ${cpuSeconds(begun)} with the making up\n`,
);

row("meter", "", "counted kWh", "lost kWh", "in the ledger", "difference");
for (const [meter, { countedKwh, lostKwh }] of judged.truth.meters) {
  const booked = (judged.quarters.get(meter) ?? []).reduce((sum, { kWh }) => sum + kWh, 0);
  const difference = booked - (countedKwh - lostKwh);
  row(meter, "", countedKwh.toFixed(3), lostKwh.toFixed(3), booked.toFixed(3), difference.toExponential(1));
}

console.log();
row("fault", "found by", "injected", "found", "recall", "told", "precision");
for (const { what, by, injected, found, told, right } of scores(judged, nights))
  row(what, by, injected, found, percent(found, injected), told, percent(right, told));
const { asked, right } = firstCircuits(judged, nights);
console.log(`\ncircuit behind the main meter's excess named first: ${right} of ${asked} nights`);
for (const [meter, { nights: all, leftOut, referenceW }] of nights)
  console.log(
    `${meter}: ${all.length} nights, ${leftOut.length} teach nothing, P_ref in the end ${referenceW?.toFixed(0)} W`,
  );

console.log(`\nwhat 26 °C saved since ${judged.truth.changedOn}, by a baseline from January to July`);
for (const meter of METERS) {
  const { model, said, truthKwh, leftOut } = savedInYear(judged, meter, nights, everyMinutes);
  const { value, low } = said.savings;
  const { r2, cvRmse, autocorrelation, days } = model.fit;
  console.log(
    `${meter}: estimated ${value.toFixed(0)} ± ${(value - low).toFixed(0)} kWh at 68 %, truth ${truthKwh.toFixed(0)} kWh, of ` +
      `${said.expectedKwh.toFixed(0)} kWh expected of ${said.days} days; model of ${days} days, ${leftOut} left out, ` +
      `Th ${model.heatingBalanceC} Tc ${model.coolingBalanceC} (${model.countsOn}), R² ${r2.toFixed(3)}, ` +
      `CV(RMSE) ${(100 * cvRmse).toFixed(1)} %, ρ ${autocorrelation.toFixed(2)}; ${said.doubts.map(({ is }) => is).join(", ")}`,
  );
}

begun = process.cpuUsage();
console.log(`\nthe same by a whole year at 24 °C before a whole year at 26 °C, ${years} seeds`);
for (const meter of METERS) {
  const seeds = Array.from({ length: years }, (_, index) => index + 1);
  const { inBand, meanErrorShare } = savedInYears(meter, seeds);
  console.log(
    `${meter}: truth in the band ${inBand} of ${years} times; mean error ${(100 * meanErrorShare).toFixed(2)} % of what was expected`,
  );
}
console.log(cpuSeconds(begun));
