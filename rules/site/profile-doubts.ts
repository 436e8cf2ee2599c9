import { profileKey } from "./build-profile-source.ts";
import type { Building, Owner, PointParts } from "./building.ts";
import type { Code } from "./codes.ts";

/** Tells what is doubtful in the profile of an owner, of the points that it uses: once for a device, not for every point. */
export const tellProfileDoubts = ({ report }: Building, { model, path }: Owner, parts: PointParts): void => {
  if (!model) return;
  const { profile } = model;
  const tell = (code: Code, why: string, help: string) =>
    report({ code, path: [...path, "profile"], at: "value", why, help, isWarning: true });
  const used = Object.entries(parts).flatMap(([role, part]) => {
    const key = profileKey(profile, role, part?.from);
    const point = key === undefined ? undefined : profile.points[key];
    return key === undefined || point === undefined ? [] : [{ key, point }];
  });
  const check = "compare with `hallwatch modbus read` before it counts";
  for (const { key, point } of used)
    if (point.conflict !== undefined)
      tell("CFG920", `the sources of "${key}" disagree: ${point.conflict}`, check);
  const doubtful = used
    .filter(({ point }) => point.is === "modbus" && point.isDoubtful)
    .map(({ key }) => key);
  if (doubtful.length > 0) {
    const [what, are] = doubtful.length === 1 ? ["the address", "is"] : ["the addresses", "are"];
    tell("CFG921", `${what} of ${doubtful.join(", ")} ${are} doubtful`, check);
  }
  if (profile.confidence === "memory")
    tell(
      "CFG922",
      `nobody has checked ${profile.id} against a device or a manual`,
      "compare its values with the display of the device",
    );
};
