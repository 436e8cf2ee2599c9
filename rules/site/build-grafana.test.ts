import { expect, test } from "vitest";
import { parseSite } from "./parse.ts";

const HALL = `hallwatch: 1
site: { id: hall-a, name: { zh: 一号厅, en: Hall A }, timezone: Asia/Shanghai, packs: [generic] }
calendar: { week: { mon-sun: ["09:00-18:00"] } }
zones: { hall: { name: { zh: 大厅, en: Hall } } }
`;

const built = (grafana: string) => {
  const parsed = parseSite(`${HALL}${grafana}`, "hall.yaml", new Map(), []);
  return parsed.is === "site" ? parsed.site.grafana : parsed.problems.map(({ message }) => message);
};

test("a Grafana is opened where it is written to, unless people open it elsewhere; without a token nothing is written", () => {
  expect(built("")).toBeUndefined();
  expect(built('grafana: { url: "https://grafana.example.org/" }\n')).toEqual({
    url: "https://grafana.example.org",
    link: "https://grafana.example.org",
    tokenEnv: null,
    isLive: false,
  });
  const inside = 'url: "http://grafana:3000", link: "https://hall.example.org/grafana/"';
  expect(built(`grafana: { ${inside}, token_env: T, live: true }\n`)).toEqual({
    url: "http://grafana:3000",
    link: "https://hall.example.org/grafana",
    tokenEnv: "T",
    isLive: true,
  });
});

test.each([
  ['url: "http://grafana:3000", live: true', 'missing key "token_env"'],
  ['url: "http://grafana:3000", link: "javascript:alert(1)"', "is not the address of such a server"],
  ['url: "http://grafana:3000", link: "https://me:secret@grafana.example.org"', "a password does not belong"],
])("%s is a mistake", (said, why) => {
  expect(built(`grafana: { ${said} }\n`)).toEqual([expect.stringContaining(why)]);
});
