import { language } from "../words/language.ts";

/** Several names as one text: `保安、员工和厅主任`, `guard, staff and director`; `or`: any one of them. */
export const listText = (texts: readonly string[], is: "and" | "or" = "and"): string =>
  new Intl.ListFormat(language.value === "zh" ? "zh-CN" : "en-GB", {
    type: is === "and" ? "conjunction" : "disjunction",
  }).format(texts);
