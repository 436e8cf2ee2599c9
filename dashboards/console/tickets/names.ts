import { hall } from "../store/live.ts";
import { say, t } from "../words/language.ts";

/** What a device, a zone or the hall is called, by its id. */
export const nameOf = (target: string): string => {
  if (target === "hall" && !hall.value?.zones.some(({ id }) => id === target)) return t().tickets.wholeHall;
  const found = [...(hall.value?.equipment ?? []), ...(hall.value?.zones ?? [])].find(
    ({ id }) => id === target,
  );
  return found === undefined ? target : say(found.name);
};

/** What an act is called; its own word where the console does not know it. */
export const actName = (act: string): string => t().tickets.act[act] ?? act;
