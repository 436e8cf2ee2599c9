import { expect, test } from "vitest";
import { parseSite } from "./parse.ts";

const HALL = `hallwatch: 1
site: { id: hall-a, name: { zh: 一号厅, en: Hall A }, timezone: Asia/Shanghai, packs: [generic] }
calendar: { week: { mon: ["09:00-18:00"], tue: ["09:00-18:00"], wed: ["09:00-18:00"], thu: ["09:00-18:00"], fri: ["09:00-18:00"], sat: closed, sun: closed } }
zones: { hall: { name: { zh: 大厅, en: Hall } } }
`;

const built = (backup: string) => {
  const parsed = parseSite(`${HALL}${backup}`, "hall.yaml", new Map(), []);
  return parsed.is === "site" ? parsed.site.backup : parsed.problems.map(({ message }) => message);
};

test("a hall says where it is backed up, and may leave the rest to us; without the section it is not", () => {
  expect(built("")).toBeUndefined();
  expect(built("backup: { to: /mnt/backup }\n")).toEqual({ to: "/mnt/backup", atMinute: 150, keep: 14 });
  expect(built('backup: { to: "D:\\\\hall", at: "23:05", keep: 30 }\n')).toEqual({
    to: "D:\\hall",
    atMinute: 1_385,
    keep: 30,
  });
});

test("a place that depends on where the gateway was started, or a time that is none, is a mistake", () => {
  expect(built("backup: { to: backups }\n")).toEqual([expect.stringContaining("whole path")]);
  expect(built('backup: { to: /mnt/backup, at: "25:00" }\n')).toEqual([expect.stringContaining("02:30")]);
});

test("the record is kept as long as the hall says, and never less than half a year", () => {
  const kept = (text: string) => {
    const parsed = parseSite(`${HALL}${text}`, "hall.yaml", new Map(), []);
    return parsed.is === "site" ? parsed.site.record : parsed.problems.map(({ message }) => message);
  };
  expect(kept("")).toBeUndefined();
  expect(kept("record: {}\n")).toEqual({ keepDays: 400 });
  expect(kept("record: { keep_days: 184 }\n")).toEqual({ keepDays: 184 });
  expect(kept("record: { keep_days: 183 }\n")).toEqual([expect.stringContaining("184")]);
});
