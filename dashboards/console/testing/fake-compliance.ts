import type { WireCompliance } from "#gateway/wire/energy.ts";
import { CERTIFIED } from "./certified-hall.ts";

type Day = WireCompliance["days"][number];

/** A month of the demo hall: kept, violated, unknown, a hole, and days that are not over. */
export const fakeCompliance = (month: string, today: string): WireCompliance => {
  const [year = 0, of = 1] = month.split("-").map(Number);
  const length = new Date(Date.UTC(year, of, 0)).getUTCDate();
  return {
    month,
    timeZone: "Asia/Shanghai",
    days: Array.from({ length }, (_, index) =>
      dayOf(`${month}-${String(index + 1).padStart(2, "0")}`, today),
    ),
  };
};

const dayOf = (date: string, today: string): Day => {
  const day = new Date(`${date}T00:00:00Z`);
  const [number, weekday] = [day.getUTCDate(), day.getUTCDay()];
  const isClosed = weekday === 0 || weekday === 6;
  const kept: Day = {
    date,
    is: isClosed ? "closed" : "open",
    verdict: date >= today ? "ahead" : "kept",
    certificate: isClosed || date >= today ? null : CERTIFIED,
    closing: isClosed || date >= today ? "not-due" : "signed",
    violations: 0,
    unknownMinutes: 0,
    setpoint: isClosed ? null : { keptMinutes: 512, violatedMinutes: 0, unknownMinutes: 4 },
    wastedKwh: 0,
    clauses: [],
  };
  if (kept.verdict === "ahead") return { ...kept, setpoint: null };
  if (number === 3)
    return {
      ...kept,
      verdict: "violated",
      closing: "broken",
      violations: 3,
      setpoint: { keptMinutes: 401, violatedMinutes: 95, unknownMinutes: 20 },
      wastedKwh: 12.4,
      clauses: [
        {
          clause: "GA-1.2-15",
          text: {
            zh: "夏季室外超28度才开空调，室内开到26度即可",
            en: "Summer: AC is switched on when outdoor exceeds 28 C, and set to 26 C",
          },
          violations: 2,
        },
        { clause: "GA-8.1.4", text: null, violations: 1 },
      ],
    };
  if (number === 2)
    return { ...kept, verdict: "unknown", unknownMinutes: 340, closing: "none", certificate: null };
  return kept;
};
