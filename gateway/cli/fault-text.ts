import type { Fault } from "../ports/fault.ts";
import type { Words } from "./words/language.ts";

/** A fault for whoever starts us: what it means in their language, and what the part that failed says itself. */
export const faultText = (fault: Fault, words: Words): string => {
  const meaning = words.fault(fault.code);
  return meaning === "" ? `hallwatch: ${fault.message}` : `hallwatch：${meaning}\n  ${fault.message}`;
};
