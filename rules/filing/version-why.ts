import type { VersionWhy } from "../routine/command.ts";
import type { Words } from "../site/model.ts";

/** Why a version of a report is another one, in words; null: it is the first. A text stays as it was written. */
export const versionWhyWords = (why: VersionWhy): Words | null => {
  if (typeof why === "string") return why === "" ? null : { zh: why, en: why };
  switch (why.is) {
    case "late-data":
      return {
        zh: `迟到数据：${why.readings} 个读数`,
        en: `late data: ${why.readings} ${why.readings === 1 ? "reading" : "readings"}`,
      };
    case "returned":
      return { zh: `${why.by} 退回：${why.note}`, en: `returned by ${why.by}: ${why.note}` };
    default:
      return why satisfies never;
  }
};
