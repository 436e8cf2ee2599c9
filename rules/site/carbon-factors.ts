import type { CarbonFactor } from "./energy-plan.ts";

/** A factor as it was published. `needsCheck`: nobody has compared the figure with its source, so that no hall may use it. */
export type PublishedFactor = CarbonFactor & { readonly needsCheck?: true };

const BULLETIN = "生态环境部、国家统计局《2023年电力二氧化碳排放因子》";

const of2023 = (
  id: string,
  kgPerKwh: number,
  { scope = "national", kind = "location", source = BULLETIN }: Partial<CarbonFactor> = {},
): PublishedFactor => ({ id, kgPerKwh, scope, kind, dataYear: 2023, published: "2026-01", source });

const region = (id: string, name: string, kgPerKwh: number): PublishedFactor =>
  of2023(`${id}-2023`, kgPerKwh, { scope: "region", source: `${BULLETIN}，${name}区域` });

/**
 * Factors of China's grid, kg CO₂ per kW.h, by id. `location`: what the grid emits on average; `residual`: without the
 * non-fossil power that is traded by itself; `fossil`: of fossil power alone; `footprint`: over its whole life, another
 * quantity. A report names the factor and its year beside each figure.
 *
 * @see the bulletins of the Ministry of Ecology and Environment and the National Bureau of Statistics of 2024-12 and 2026-01
 */
export const CARBON_FACTORS: readonly PublishedFactor[] = [
  of2023("national-2023", 0.5306),
  of2023("national-residual-2023", 0.6096, {
    kind: "residual",
    source: `${BULLETIN}，不包括市场化交易的非化石能源电量`,
  }),
  of2023("national-fossil-2023", 0.8273, { kind: "fossil", source: `${BULLETIN}，化石能源电力` }),
  region("north", "华北", 0.6361),
  region("northeast", "东北", 0.5122),
  region("east", "华东", 0.55),
  region("central", "华中", 0.5271),
  region("northwest", "西北", 0.5543),
  region("south", "南方", 0.4042),
  region("southwest", "西南", 0.2472),
  {
    id: "national-2022",
    kgPerKwh: 0.5366,
    scope: "national",
    kind: "location",
    dataYear: 2022,
    published: "2024-12",
    source: "生态环境部、国家统计局《2022年电力二氧化碳排放因子》",
  },
  {
    id: "national-2021",
    kgPerKwh: 0.5568,
    scope: "national",
    kind: "location",
    dataYear: 2021,
    published: "2024",
    source: "生态环境部、国家统计局《2021年电力二氧化碳排放因子》",
    needsCheck: true,
  },
  {
    id: "national-footprint-2024",
    kgPerKwh: 0.5777,
    scope: "national",
    kind: "footprint",
    dataYear: 2024,
    published: "2025-10",
    source: "生态环境部《2024年电力碳足迹因子》",
    needsCheck: true,
  },
];
