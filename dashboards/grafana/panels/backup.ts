import * as units from "@grafana/grafana-foundation-sdk/units";
import { minutes } from "#rules/time/instant.ts";
import { colour } from "../colour.ts";
import { chosen } from "../filter.ts";
import { property, tiles } from "../look.ts";
import { latest, lines } from "../query.ts";
import { number } from "../target.ts";
import { backupWords } from "../words.ts";

/** How long what was said of backups counts: it is said again at least every hour. */
const said = minutes(90);
const last = (field: string) =>
  latest(lines("backup", field, [chosen("site")]), said, { each: ["site"], by: ["site"] }, "min");

/** How old the last good backup is, and whether that is as it should be. */
export const backupTiles = () =>
  tiles({
    title: "备份 · Backup",
    shows:
      "最近一份校验过的备份有多旧，以及是否正常。How old the last verified backup is, and whether that is as it should be.",
    empty:
      "“?” 表示网关没有说起备份：不等于有备份。“?” means that the gateway said nothing of backups: not the same as having one.",
    width: 10,
    height: 4,
    targets: [
      number("A", "距今 age · {site}", last("age_h")),
      number("O", "状态 state · {site}", last("ok")),
    ],
  })
    .overrideByQuery("A", [property.unit(units.Hours), property.decimals(1)])
    .overrideByQuery("O", [
      property.mappings(backupWords),
      property.thresholds([null, colour.attention], [1, colour.calm]),
    ]);
