import { type Completeness, completenessOf } from "../filing/completeness.ts";
import { listedPoints } from "../filing/listed.ts";
import { closingGaps } from "./facility-closing.ts";
import type { FacilityFacts } from "./facility-facts.ts";
import type { ReportGap } from "./facility-report.ts";

/** How much of the report's time the listed points were heard. */
export const completenessIn = ({ site, report, silences }: FacilityFacts): Completeness =>
  completenessOf(
    report,
    listedPoints(site).map(({ id }) => id),
    silences,
  );

/** All that is missing: days without a certificate, what was before the gateway, silent points, meters that were not measured. */
export const gapsOf = (facts: FacilityFacts, { gaps, notBefore }: Completeness): readonly ReportGap[] => {
  const { site, report, energy } = facts;
  const points = new Map(site.points.map(({ id, name }) => [id, name]));
  const meters = new Map(site.energy?.meters.map(({ id, name }) => [id, name]));
  return [
    ...closingGaps(facts),
    ...(notBefore === null
      ? []
      : [
          {
            is: "not-measured",
            about: site.id,
            what: { zh: "网关尚未运行，没有任何测量", en: "no gateway ran, and nothing was measured" },
            from: report.from,
            to: notBefore,
          } as const,
        ]),
    ...gaps.map(({ point, from, to }): ReportGap => {
      const name = points.get(point) ?? { zh: point, en: point };
      const what = { zh: `${name.zh}（${point}）没有数据`, en: `${name.en} (${point}) was silent` };
      return { is: "silent", about: point, what, from, to };
    }),
    ...(energy?.gaps ?? []).map(({ meter, from, to, estimatedKwh }): ReportGap => {
      const name = meters.get(meter) ?? { zh: meter, en: meter };
      const spread = estimatedKwh === null ? null : estimatedKwh.toFixed(2);
      const what =
        spread === null
          ? { zh: `${name.zh}没有计量，电量未知`, en: `${name.en}: not measured, its energy is unknown` }
          : {
              zh: `${name.zh}没有计量，期间电量合计 ${spread} kWh，已平均分摊并标为估算`,
              en: `${name.en}: not measured, ${spread} kWh over it, spread evenly and marked as estimated`,
            };
      return { is: "not-measured", about: meter, what, from, to };
    }),
  ];
};
