import { beforeAll, expect, it } from "vitest";
import { language, loadLater } from "../words/language.ts";
import { taskRefusal } from "./refusal.ts";

beforeAll(async () => {
  language.value = "zh";
  await loadLater();
});

it.each([
  ["implausibly fast: 3 s from X1, the first, at least 20 s", "太快了：离上一项才 3 秒，至少要 20 秒。"],
  ["this sticker is of C2, not C1", "扫的是 C2 的贴纸，不是 C1 的。"],
  [
    "this is none of this hall's stickers and tags, or could not be read: scan it again",
    "这张贴纸不是本厅的",
  ],
  ["in order, please: Entrance comes first", "按顺序做"],
  ["Mats was answered by 李娜: take that back first", "李娜 已经答过这一项。"],
  ["this was missed at 09:00", "已经结束"],
  ["this opens at 09:00", "还没开始"],
])("what the gateway says every day is told in the person's language: %s", (sentence, told) => {
  const { why, detail } = taskRefusal({ code: "REFUSED", message: `task patrol/2025-07-08.2: ${sentence}` });
  expect(why).toContain(told);
  expect(detail).toBe("");
});

it("a sentence that nobody foresaw is told as the gateway said it, without the name of the task", () => {
  expect(taskRefusal({ code: "REFUSED", message: "task a/b: the moon is full" })).toEqual({
    why: "网关没有接受。",
    detail: "the moon is full",
  });
  expect(taskRefusal({ code: "NOT_ALLOWED", message: "task a/b: this is the duty of the guard" })).toEqual({
    why: "这不是您的职责。",
    detail: "this is the duty of the guard",
  });
});
