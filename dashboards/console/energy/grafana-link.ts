import type { WireHall } from "#gateway/wire/hall.ts";
import { uids } from "../../grafana/uids.ts";
import type { Stretch } from "../parts/chart-data.ts";

/** The board of energy in the hall's Grafana, for the hall and a time; null: the hall has no Grafana, or not one on the web. */
export const grafanaLink = (
  hall: Pick<WireHall, "id" | "grafana"> | null,
  time: Stretch | null,
): string | null => {
  // A hall that was remembered by an earlier version of this page says nothing of it.
  if (!hall?.grafana || !/^https?:\/\//.test(hall.grafana)) return null;
  const asked = new URLSearchParams({ "var-site": hall.id });
  if (time) for (const end of ["from", "to"] as const) asked.set(end, String(time[end]));
  return `${hall.grafana}/d/${uids.energy}?${asked}`;
};
