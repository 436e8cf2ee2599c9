import type { Alert } from "#rules/alert/alert.ts";
import type { Site } from "#rules/site/model.ts";
import type { Channel } from "#rules/site/notify-plan.ts";
import type { Shown } from "./alertmanager.ts";
import { en } from "./words/en.ts";
import { zh } from "./words/zh.ts";

/** What people have put aside, or what another alert explains, is nobody's call. */
const isQuiet = ({ shelf, suppression, outOfService }: Alert): boolean =>
  shelf !== null || suppression !== null || outOfService !== null;

/**
 * An open alert as an Alertmanager of this channel is told it; null when it is not. Labels say which alert it is, and nothing
 * that may change in its life; the rest stands in the annotations.
 *
 * @param console  where the console is; null: nobody said
 */
export const shownAs =
  (
    { detail, receives }: Pick<Channel, "detail" | "receives">,
    site: Pick<Site, "id" | "name">,
    console: string | null,
  ) =>
  (alert: Alert): Shown | null => {
    if (isQuiet(alert) || !isReceived(alert, receives)) return null;
    const base = console?.replace(/\/+$/, "");
    return {
      labels: { alertname: alert.fact, site: site.id, target: alert.target, alert: alert.id },
      annotations: {
        priority: String(alert.priority),
        class: alert.class,
        condition: alert.condition,
        acknowledged_by: alert.acknowledgement?.by ?? "",
        ...(detail === "brief"
          ? { summary: `${site.name.zh}：${zh.class[alert.class]}告警 / ${en.class[alert.class]} alert` }
          : {
              summary: `${zh.titleOf(alert.title.zh, alert.targetName.zh)} / ${en.titleOf(alert.title.en, alert.targetName.en)}`,
              zone: alert.zone,
              description: alert.parts.map(partText).join("\n"),
            }),
      },
      startsAt: alert.openedAt,
      generatorURL: base === undefined ? "" : `${base}/#/alerts/${encodeURIComponent(alert.id)}`,
    };
  };

const isReceived = (alert: Alert, receives: Channel["receives"]): boolean =>
  (receives?.classes?.includes(alert.class) ?? true) &&
  alert.priority <= (receives?.priority ?? 4) &&
  (receives?.roles?.some(role => alert.told.some(told => told.role === role)) ?? true);

const partText = ({ text, left, right, unit = "" }: Alert["parts"][number]): string =>
  left === null && right === null
    ? text
    : `${text} (${left ?? "?"} / ${right ?? "?"} ${unit})`.replace(" )", ")");
