import type { Profile } from "#rules/site/profile.ts";
import { kindOf } from "./profile-kind.ts";

/** Ids of found things begin with these. */
const LETTERS: Readonly<Record<string, string>> = {
  meter: "M",
  "air-conditioner": "AC",
  door: "D",
  "light-circuit": "L",
  zone: "Z",
};
const NAMES: Readonly<Record<string, readonly [zh: string, en: string]>> = {
  meter: ["电表", "Meter"],
  "air-conditioner": ["空调", "Air conditioner"],
  door: ["门", "Door"],
  "light-circuit": ["灯路", "Light circuit"],
  zone: ["房间", "Room"],
};

/** What an id of such a thing begins with: `M` for meters. */
export const letterOf = (profile: Profile): string => LETTERS[kindOf(profile)?.kind ?? ""] ?? "X";

/** What a found device is called until somebody gives it a name: `Meter 3`. */
export const nameOf = (
  profile: Profile,
  what: string | number,
): { readonly zh: string; readonly en: string } => {
  const [zh, en] = NAMES[kindOf(profile)?.kind ?? ""] ?? ["设备", "Device"];
  return { zh: `${zh} ${what}`, en: `${en} ${what}` };
};
