import type { WireAlert } from "#gateway/wire/alert.ts";
import { hall } from "../store/live.ts";
import { say } from "../words/language.ts";

/** What the alert is about and where that stands: `后门 · 后勤通道`. */
export const placeOf = ({ targetName, zone }: Pick<WireAlert, "targetName" | "zone">): string => {
  const zoneName = hall.value?.zones.find(each => each.id === zone)?.name;
  const target = say(targetName);
  return zoneName && say(zoneName) !== target ? `${target} · ${say(zoneName)}` : target;
};
