import type { Building, Model, Owner } from "./building.ts";

/** Tells of devices that cannot both be there: one unit as two models, or two things with the same registers. */
export const tellUnitsTwice = ({ report }: Building, owners: readonly Owner[]): void => {
  const wired = owners.flatMap(owner => {
    const { model, modbus } = owner;
    return model?.profile.is === "modbus" && modbus?.unit !== undefined
      ? [{ owner, model, at: `${modbus.line}/${modbus.unit}` }]
      : [];
  });
  for (const [i, { owner, model, at }] of wired.entries()) {
    const first = wired.slice(0, i).find(other => other.at === at && !areBeside(other.model, model));
    if (first === undefined) continue;
    const isSame = first.model.profile.id === model.profile.id;
    const why = isSame
      ? `${first.owner.id} is unit ${at} as well: both have the same values`
      : `unit ${at} is ${first.model.profile.id} at ${first.owner.id}, and ${model.profile.id} here`;
    const help = isSame
      ? "give one of them another unit, or another index behind a gateway"
      : "one unit is one device";
    report({ code: "CFG924", path: [...owner.path, "profile"], at: "value", why, help, isWarning: true });
  }
};

/** Two units behind one gateway. */
const areBeside = (one: Model, other: Model): boolean =>
  one.profile.id === other.profile.id && one.index !== other.index;
