import type { WireMeterEnergy } from "#gateway/wire/energy.ts";

/** A meter of the fake hall: how much power it has while the hall is open, and while it is closed, W. */
export type FakeMeter = Pick<WireMeterEnergy, "name" | "zone" | "use" | "under"> & {
  readonly id: string;
  readonly is: "counter" | "power" | "virtual";
  readonly openW: number;
  readonly closedW: number;
};

/** In the order of the tree; a virtual one last. What M-main has beyond those under it no meter tells apart. */
export const FAKE_METERS: readonly FakeMeter[] = [
  meter("M-main", "总电表", "Main meter", null, "whole", "counter", null, 7_900, 640),
  meter("AC-hall", "营业大厅空调", "Main hall air-conditioner", "hall", "hvac", "power", "M-main", 3_300, 20),
  meter("AC-off1", "一号办公室空调", "Office 1 air-conditioner", "off1", "hvac", "power", "M-main", 900, 40),
  meter("M-light", "照明电表", "Lighting meter", "equip", "lighting", "counter", "M-main", 1_650, 60),
  meter("L-hall", "大厅照明", "Main hall lights", "hall", "lighting", "power", "M-light", 980, 30),
  meter("L-off1", "一号办公室照明", "Office 1 lights", "off1", "lighting", "power", "M-light", 310, 5),
  meter("E-ctr", "柜台终端", "Counter terminals", "hall", "terminal", "power", "M-main", 760, 30),
  meter("SEC", "安防电源", "Security supply", "back", "security", "power", "M-main", 64, 64),
  meter("V-rest", "其余用电", "Everything else", null, "other", "virtual", null, 1_100, 300),
];

/** kWh an hour of a meter at an hour of a day (8.5 is half past eight); `isUsual`: as its baseline has it. */
export const meterKwh = (
  { id, openW, closedW, use }: FakeMeter,
  date: string,
  hour: number,
  isUsual = false,
): number => {
  const day = new Date(`${date}T00:00:00Z`);
  const isOpen = ![0, 6].includes(day.getUTCDay()) && hour >= 8 && hour < 17.5;
  const warmth = use === "hvac" || use === "whole" ? 0.75 + 0.3 * Math.sin(((hour - 8) / 10) * Math.PI) : 1;
  const odd = isUsual ? 1 : 1.06 + 0.08 * Math.sin(day.getUTCDate() * 1.7 + hour);
  const isLeftOn = !isUsual && hour >= 17.5 && (id === "L-hall" || id === "M-light" || id === "M-main");
  return ((isOpen ? openW * warmth * odd : closedW * (isUsual ? 1 : odd)) + (isLeftOn ? 700 : 0)) / 1000;
};

function meter(
  id: string,
  zh: string,
  en: string,
  zone: string | null,
  use: string,
  is: FakeMeter["is"],
  under: string | null,
  openW: number,
  closedW: number,
): FakeMeter {
  return { id, name: { zh, en }, zone, use, is, under, openW, closedW };
}
