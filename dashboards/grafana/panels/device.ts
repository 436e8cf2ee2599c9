import { chosen, scope } from "../filter.ts";
import { bars, tiles, timeline } from "../look.ts";
import { amounts, course, latest, lines, type Query, readings, silence } from "../query.ts";
import { live, number, series } from "../target.ts";
import { evidenceTileWords, evidenceWords, SILENT } from "../words.ts";

/** How well each device could be read over time, worst of its points. */
export const deviceTimeline = () =>
  timeline(
    {
      title: "设备证据 · Evidence by device",
      shows:
        "每台设备的测点能不能读到，一段内取最坏。Whether the points of each device could be read, worst of each interval.",
      empty: "网关没有写入：什么都不知道。The gateway wrote nothing: nothing is known.",
      width: 24,
      height: 12,
      targets: [series("A", "{equipment}", course(lines("signal", "state", scope), "max", "equipment"))],
    },
    evidenceWords,
    silence,
  );

/** Readings that could not be trusted, device by device. */
export const badReadings = () =>
  bars({
    title: "坏读数 · Bad readings",
    shows: "各设备读到但不可信的读数个数。How many readings of each device came in and could not be trusted.",
    empty:
      "没有坏读数，或什么都没有读到（见“设备证据”）。No bad reading, or no reading at all (see Evidence by device).",
    width: 12,
    height: 8,
    targets: [series("A", "{equipment}", amounts(lines("bad_reading", "count", scope), "equipment"))],
  })
    .interval("1m")
    .decimals(0);

/** What Live tells of one zone: everything that is known of it now, pushed by the gateway about once a second. */
// biome-ignore lint/suspicious/noTemplateCurlyInString: Grafana fills it in.
const channel = "stream/${site}/${room}";
const now = {
  width: 12,
  height: 7,
} as const;

/** Values of one zone as they are pushed. */
export const liveValues = () =>
  tiles({
    title: "实时数值 · Live values",
    shows:
      "所选实时区域的可信数值，由网关推送（Grafana Live）；读不到的测点没有数值，看“实时证据”。Values of the chosen live zone that are known, pushed by the gateway (Grafana Live); a point that cannot be read has none, see Live evidence.",
    empty:
      "“?” 表示没有推送：网关没有启用 live，或连不上；看旁边存下的同样数值。“?” means that nothing is pushed: the gateway does not use Live, or cannot reach Grafana; see the stored twin beside it.",
    ...now,
    targets: [live("A", channel)],
  }).withTransformation(points(false));

/** The stored twin of `liveValues`. */
export const storedValues = () =>
  tiles({
    title: "存储数值 · Stored values",
    shows:
      "同一区域存下的最近数值，三分钟以内。The same zone's last values as stored, not older than three minutes.",
    empty:
      "“?” 表示三分钟内没有可信读数，不等于零。“?” means no good reading of the last three minutes, not nought.",
    ...now,
    targets: [
      number(
        "A",
        "{point}",
        latest(readings(shown, room), silence, { each: ["zone", "point"], by: ["point"] }),
      ),
    ],
  });

/** Evidence of one zone as it is pushed. */
export const liveEvidence = () =>
  tiles({
    title: "实时证据 · Live evidence",
    shows:
      "所选实时区域每个测点此刻能否读到，由网关推送。Whether each point of the chosen live zone can be read now, as pushed by the gateway.",
    empty:
      "“? 无数据” 表示没有推送：不等于正常。“? no data” means that nothing is pushed: not the same as fine.",
    ...now,
    targets: [live("A", channel)],
  })
    .mappings(evidenceTileWords)
    .withTransformation(points(true));

/** The stored twin of `liveEvidence`. */
export const storedEvidence = () =>
  tiles({
    title: "存储证据 · Stored evidence",
    shows: "同一区域每个测点存下的证据。The same zone's evidence as stored.",
    empty:
      "“? 无数据” 表示时段内什么都没有：不等于正常。“? no data” means that there is nothing in the range: not the same as fine.",
    ...now,
    targets: [number("A", "{point}", ofRoom)],
  }).mappings(evidenceTileWords);

const room = [chosen("site"), chosen("zone", "room")];
const ofRoom: Query = {
  is: "told",
  ...lines("signal", "state", room),
  scale: 1,
  silent: SILENT,
  each: ["zone", "point"],
  by: ["point"],
};

/** Classes whose values a person in front of a zone looks for. */
const shown = [
  "zone-air-temp",
  "outside-air-temp",
  "zone-occupancy-count",
  "ac-mode",
  "ac-setpoint",
  "elec-power-active",
  "light-circuit-power",
  "light-circuit-status",
  "door-lock",
  "door-contact",
  "window-contact",
] as const;

/** The gateway pushes each point as its name and its evidence as `<name>__evidence`. @see gateway/grafana/live-frame.ts */
function points(isEvidence: boolean) {
  const pattern = isEvidence ? "/^[Tt]ime$|__evidence$/" : "/^(?!.*__evidence$)/";
  return { id: "filterFieldsByName", options: { include: { pattern } } };
}
