import { z } from "zod";
import { reading, type Told, told } from "./form.ts";

/** Reads a ratio: 40, or as it stands on a current transformer, 200/5. */
const ratio = (said: string | number): Told<number> => {
  const [, primary, secondary] =
    /^(\d{1,9}(?:\.\d{1,6})?)(?: ?[/:] ?(\d{1,9}(?:\.\d{1,6})?))?$/.exec(String(said).trim()) ?? [];
  const value = Number(primary) / Number(secondary ?? 1);
  if (Number.isFinite(value) && value > 0) return told(value);
  const help = "write 40, or 200/5 as it stands on the transformer; 1 when there is none";
  return { is: "refused", code: "CFG316", why: `"${said}" is no ratio`, help };
};

/** `profile:` of a zone or a piece of equipment. */
export const profileName = z
  .string()
  .trim()
  .min(1)
  .max(200)
  .describe(
    "The model of the device: eastron-sdm630 as `hallwatch profiles` lists it, or a page of your own as a path",
  );

/** `multipliers:` of a zone or a piece of equipment, by the name that the profile gives them. */
export const multipliersPart = z
  .record(
    z.string(),
    z.union([z.number(), z.string()], { error: "expected a ratio" }).transform(reading(ratio)),
  )
  .describe("Ratios that the values of the device are multiplied with: { CT: 200/5, PT: 1 }");
