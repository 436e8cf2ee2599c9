import type { Role, Words } from "../site/model.ts";

/** A post as people call it. */
export const POST_WORDS: Readonly<Record<Role, Words>> = {
  guard: { zh: "保安", en: "guard" },
  "duty-manager": { zh: "值班经理", en: "duty manager" },
  "hall-director": { zh: "厅主任", en: "hall director" },
  "safety-officer": { zh: "安全员", en: "safety officer" },
  facilities: { zh: "设施维护", en: "facilities" },
  staff: { zh: "营业员", en: "staff" },
  "it-support": { zh: "信息技术支持", en: "IT support" },
  cleaner: { zh: "保洁", en: "cleaner" },
  superior: { zh: "上级部门", en: "superior department" },
};

/** Parts of a text one after the other, in both languages. */
export const joined = (parts: readonly Words[]): Words => ({
  zh: parts.map(({ zh }) => zh).join("，"),
  en: parts.map(({ en }) => en).join(", "),
});
