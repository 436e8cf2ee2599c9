import { buildCarbon } from "./build-carbon.ts";
import { buildMeters } from "./build-meters.ts";
import { buildTariff, inForceOrder } from "./build-tariff.ts";
import type { Building } from "./building.ts";
import type { EnergyPlan, Tariff } from "./energy-plan.ts";
import type { Equipment, Zone } from "./model.ts";

/**
 * What measures the hall's energy, what it costs and emits; undefined where the file says nothing of energy and no thing says
 * what it is under, since nobody can tell then which meter has the whole. Tariffs in files of their own come later.
 */
export const buildEnergy = (
  building: Building,
  owners: { readonly zones: readonly Zone[]; readonly equipment: readonly Equipment[] },
  timeZone: string,
): EnergyPlan | undefined => {
  const part = building.tree.energy;
  const isSaid = owners.equipment.some(({ under, meters }) => under !== undefined || meters !== undefined);
  if (part === undefined && !isSaid) return undefined;
  const files = part?.tariff_files ?? [];
  const { area } = part ?? {};
  return {
    meters: buildMeters(building, owners),
    tariffs: tariffsOf(building),
    ...(files.length > 0 && { tariffFiles: files }),
    carbon: buildCarbon(building, timeZone),
    ...(area !== undefined && { areaM2: area }),
  };
};

const tariffsOf = ({ tree, report }: Building): readonly Tariff[] => {
  const path = ["energy", "tariffs"];
  const built = (tree.energy?.tariffs ?? []).flatMap((part, index) => {
    const tariff = buildTariff(part, [...path, index], report);
    return tariff === undefined ? [] : [{ tariff, index }];
  });
  return inForceOrder(
    built.map(({ tariff, index }) => ({
      tariff,
      overlaps: why => report({ code: "CFG445", path: [...path, index, "valid_from"], at: "value", why }),
    })),
  );
};
