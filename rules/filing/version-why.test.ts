import { expect, test } from "vitest";
import type { VersionWhy } from "../routine/command.ts";
import { versionWhyWords } from "./version-why.ts";

test.each<[VersionWhy, ReturnType<typeof versionWhyWords>]>([
  ["", null],
  [
    { is: "late-data", readings: 1 },
    { zh: "迟到数据：1 个读数", en: "late data: 1 reading" },
  ],
  [
    { is: "late-data", readings: 36 },
    { zh: "迟到数据：36 个读数", en: "late data: 36 readings" },
  ],
  [
    { is: "returned", by: "陈静", note: "缺图" },
    { zh: "陈静 退回：缺图", en: "returned by 陈静: 缺图" },
  ],
  ["late data: 2 readings", { zh: "late data: 2 readings", en: "late data: 2 readings" }],
])(
  "why there is another version is said in both languages; a text of an older record as it stands: %j",
  (why, words) => {
    expect(versionWhyWords(why)).toEqual(words);
  },
);
