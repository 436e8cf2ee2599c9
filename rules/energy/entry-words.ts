import type { Words } from "../site/model.ts";
import type { MeterEntry } from "./ledger.ts";

type Found = Exclude<MeterEntry["is"], "correction">;

/**
 * What happened to a meter, in words; null: a person corrected it, and his reason says all. An older entry that was found
 * keeps its sentence as it was written.
 */
export const entryWords = ({ is, by, why, shown }: MeterEntry): Words | null => {
  if (is === "correction") return null;
  if (shown === undefined && by === null && why !== "") return { zh: why, en: why };
  const { zh, en } = HAPPENED[is];
  if (shown === undefined) return by === null ? { zh, en } : null;
  if (shown.is === "strays")
    return {
      zh: `有 ${shown.readings} 次读数对不上，之后照旧；这些读数没有计入`,
      en: `it told what does not fit ${times(shown.readings)}, and went on as before; nothing was counted for it`,
    };
  const [from, to] = [figure(shown.fromKwh), figure(shown.toKwh)];
  return { zh: `${zh}：从 ${from} 到 ${to} kWh`, en: `${en}: from ${from} to ${to} kWh` };
};

const HAPPENED: Readonly<Record<Found, Words>> = {
  gap: {
    zh: "期间没有读数；其间走的电量按时间平均分摊",
    en: "nothing was heard; what was counted meanwhile is spread evenly",
  },
  glitch: {
    zh: "有读数对不上，之后照旧；这些读数没有计入",
    en: "it told what does not fit, and went on as before; nothing was counted for it",
  },
  undone: {
    zh: "读数接着上次中断之前的走：那次其实没有中断",
    en: "it goes on from before the last break, which was none",
  },
  unclear: {
    zh: "没有两次读数对得上，或走得比可能的还快；对上之前不计量",
    en: "no two readings agree, or it counts faster than it can: nothing is counted until they do",
  },
  rollover: { zh: "走满一圈，从头走起", en: "it began its next round" },
  reset: { zh: "从 0 重新走起", en: "it began again at 0" },
  "step-back": { zh: "退回了没来得及保存的一小段", en: "it went back by what it had not saved" },
  replacement: { zh: "换成了另一块表", en: "another meter is in its place" },
  jump: { zh: "从别的读数走起，原因不明", en: "it goes on elsewhere, and nobody knows why" },
};

const times = (readings: number): string => (readings === 1 ? "once" : `${readings} times`);

/** As many digits as a counter has. */
const figure = (kWh: number): string => String(Math.round(kWh * 1_000) / 1_000);
