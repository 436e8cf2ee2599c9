import { type Counter, counter } from "./counters.ts";
import { momentOf, type YearDay } from "./days.ts";

/** Where an unsigned register of 32 bits in watt-hours begins again. */
const U32_KWH = 4_294_967.296;

/**
 * The meters of the hall and what happens to them: the main one is coarse, is once not heard for six hours and three times tells
 * 0; the one of the air-conditioner is replaced; the one of the lights begins its next round and is not heard for two hours; the
 * one of the terminals begins again at 0, and its clock is wrong twice.
 */
export const counters = (days: readonly YearDay[]): ReadonlyMap<string, Counter> => {
  const at = (date: string, minute: number): number => {
    const day = days.find(each => each.date === date);
    if (!day) throw new RangeError(date);
    return momentOf(day, minute);
  };
  const all = [
    counter({
      id: "M-main",
      startKwh: 48_210.4,
      stepKwh: 0.1,
      gaps: [[at("2025-03-11", 600), at("2025-03-11", 960)]],
      glitches: [at("2025-02-14", 700), at("2025-08-19", 1_200), at("2025-11-03", 300)],
    }),
    counter({ id: "M-ac", startKwh: 6_107.52, stepKwh: 0.01, replacedAt: at("2025-05-20", 740) }),
    counter({
      id: "M-light",
      startKwh: U32_KWH - 1_500,
      stepKwh: 0.001,
      modulusKwh: U32_KWH,
      gaps: [[at("2025-10-21", 540), at("2025-10-21", 660)]],
    }),
    counter({
      id: "M-plug",
      startKwh: 911.3,
      stepKwh: 0.01,
      resetAt: at("2025-06-17", 612),
      clock: [
        { from: at("2025-04-22", 0), to: at("2025-04-25", 0), byMs: 8 * 3_600_000 },
        { from: at("2025-11-18", 0), to: at("2025-11-20", 0), byMs: -20 * 60_000 },
      ],
    }),
  ];
  return new Map(all.map(each => [each.id, each]));
};
