import { z } from "zod";
import { problem } from "../wire/common.ts";
import { type ForgetUnit, unitForgotten } from "../wire/device.ts";
import { type Address, ask } from "./api.ts";
import { EXIT } from "./exit.ts";
import type { Words } from "./words/language.ts";

const answer = z.union([unitForgotten, problem]);

/**
 * Has a running gateway try once more what a unit was seen to refuse. Exit code 1 when it does not: there is no such unit,
 * or whoever asks may not.
 */
export const modbusForget = async (
  { http, line, unit }: ForgetUnit & { readonly http: Address },
  words: Words,
): Promise<number> => {
  const manner = { method: "POST", body: { line, unit } } as const;
  const said = await ask(http, "/api/devices/forget", answer, words, manner);
  const { forget: say } = words.install;
  if ("error" in said) console.error(say.not(said.message));
  else console.log(say.done(said.line, said.unit));
  return "error" in said ? EXIT.failed : EXIT.ok;
};
