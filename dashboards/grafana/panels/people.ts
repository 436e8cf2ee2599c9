import { LineInterpolation } from "@grafana/grafana-foundation-sdk/common";
import { scope } from "../filter.ts";
import { graph } from "../look.ts";
import { course, readings, staleAfter } from "../query.ts";
import { series } from "../target.ts";

/** People in each zone. Never added up: a zone that cannot be read would count as empty. */
export const occupancy = () =>
  graph(
    {
      title: "人数 · People",
      shows:
        "各区域人数（时段内最大值）；不相加，因为读不到的区域不等于没人。People in each zone, highest of each interval; not added up, since a zone that cannot be read is not an empty one.",
      empty:
        "没有可信的人数读数：不知道有没有人；断线处同此。No good count: nobody knows whether people are there; the same where a line breaks.",
      width: 12,
      height: 8,
      targets: [series("A", "{zone}", course(readings(["zone-occupancy-count"], scope), "max", "zone"))],
    },
    staleAfter("zone-occupancy-count"),
  )
    .lineInterpolation(LineInterpolation.StepAfter)
    .decimals(0)
    .min(0);
