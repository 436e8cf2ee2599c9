import { profileKey } from "./build-profile-source.ts";
import { type Building, type Owner, type PointParts, saysWhere } from "./building.ts";
import type { Code } from "./codes.ts";
import { roleOf } from "./kinds.ts";

/** Tells what is doubtful in the profile of an owner, of the points that it uses: once for a device, not for every point. */
export const tellProfileDoubts = (
  { report, written }: Building,
  { kind, model, path }: Owner,
  parts: PointParts,
): void => {
  if (!model) return;
  const { profile } = model;
  const tell = (code: Code, why: string, help: string) =>
    report({ code, path: [...path, "profile"], at: "value", why, help, isWarning: true });
  const used = Object.entries(parts).flatMap(([role, part]) => {
    if (saysWhere(written, [...path, "points", role])) return [];
    const key = profileKey(profile, role, part?.from, kind && roleOf(kind, role)?.class);
    const point = key === undefined ? undefined : profile.points[key];
    return key === undefined || point === undefined ? [] : [{ key, point }];
  });
  const check = "compare with `hallwatch modbus read` before it counts";
  const disputed = used.filter(({ point }) => point.conflict !== undefined);
  for (const [conflict, points] of Map.groupBy(disputed, ({ point }) => point.conflict))
    tell("CFG920", `its sources disagree about ${keysOf(points)}: ${conflict}`, check);
  const doubtful = used.filter(({ point }) => point.is === "modbus" && point.isDoubtful);
  if (doubtful.length > 0) tell("CFG921", `it is doubtful where these lie: ${keysOf(doubtful)}`, check);
  if (profile.confidence === "memory")
    tell(
      "CFG922",
      `nobody has checked ${profile.id} against a device or a manual`,
      "compare its values with the display of the device",
    );
};

const keysOf = (points: readonly { readonly key: string }[]): string =>
  points.map(({ key }) => key).join(", ");
