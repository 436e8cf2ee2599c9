import { expect, it } from "vitest";
import { instant } from "../time/instant.ts";
import { parseSite } from "./parse.ts";

const text = `
hallwatch: 1
site: { id: site-b, name: { zh: 城东营业厅, en: East Hall }, timezone: Asia/Shanghai, packs: [service-hall] }
calendar: { week: { mon-sun: ["09:00-18:00"] } }
people:
  - { id: G1, name: 王伟, roles: [guard], reach: [{ team: "13800138000" }, board, { mail: g1@example.com }] }
  - { id: M1, name: 李娜, roles: [duty-manager] }
roster:
  file: roster.csv
  shifts: [{ person: G1, role: guard, from: 2025-07-23 17:30, to: 2025-07-24 07:50 }]
  absences: [{ person: M1, from: 2025-07-23 00:00, to: 2025-07-23 24:00, why: 年假 }]
notify:
  link: https://hall.example.com/
  quiet_hours: "22:00-07:00"
  channels:
    team: { via: dingtalk, url_env: TEAM_URL, secret_env: TEAM_KEY }
    mail: { via: email, url: "smtps://mail.example.com", from: "Hall <hall@example.com>", username: hall, password_env: PW, detail: full }
    hook: { via: webhook, url: "https://h.example.com/in/", secret_env: K, headers: { X-Hall: b }, template: "{{title}}", content_type: text/plain }
    board: { via: mqtt, topic: halls/b, receives: { priority: 2, classes: [life-safety], roles: [guard] } }
    watch: { via: alertmanager, urls: ["http://am-1:9093/"], receives: {} }
photos: true
zones: { hall: { name: { zh: 大厅, en: Hall } } }
`;
const at = (moment: string) => instant(Date.parse(`${moment}+08:00`));

it("a site file says who is on duty, who is away and how people are reached", () => {
  const parsed = parseSite(text, "site.yaml");
  if (parsed.is === "refused") throw new Error(parsed.problems.map(({ message }) => message).join("\n"));
  const { people, roster, notify, photos } = parsed.site;
  expect(people[0]?.reach).toEqual([
    { channel: "team", address: "13800138000" },
    { channel: "board", address: "" },
    { channel: "mail", address: "g1@example.com" },
  ]);
  expect(people[1]).toEqual({ id: "M1", name: "李娜", roles: ["duty-manager"] });
  expect(roster).toEqual({
    file: "roster.csv",
    shifts: [{ person: "G1", role: "guard", from: at("2025-07-23T17:30"), to: at("2025-07-24T07:50") }],
    absences: [{ person: "M1", from: at("2025-07-23T00:00"), to: at("2025-07-24T00:00"), why: "年假" }],
  });
  expect(notify).toEqual({
    link: "https://hall.example.com",
    quiet: { from: 22 * 60, to: 7 * 60 },
    channels: [
      { name: "team", detail: "brief", via: { is: "dingtalk", urlEnv: "TEAM_URL", secretEnv: "TEAM_KEY" } },
      {
        name: "mail",
        detail: "full",
        via: {
          is: "email",
          url: "smtps://mail.example.com",
          from: "Hall <hall@example.com>",
          username: "hall",
          passwordEnv: "PW",
        },
      },
      {
        name: "hook",
        detail: "brief",
        via: {
          is: "webhook",
          url: "https://h.example.com/in/",
          secretEnv: "K",
          headers: { "X-Hall": "b" },
          template: "{{title}}",
          contentType: "text/plain",
        },
      },
      {
        name: "board",
        detail: "full",
        receives: { roles: ["guard"], classes: ["life-safety"], priority: 2 },
        via: { is: "mqtt", topic: "halls/b" },
      },
      {
        name: "watch",
        detail: "full",
        receives: {},
        via: { is: "alertmanager", urls: ["http://am-1:9093"] },
      },
    ],
  });
  expect(photos).toBe(true);
});

it("a site file that says none of it has nobody away, no way out and no photos", () => {
  const bare = text.replace(/^roster:[\s\S]*^photos: true$/m, "").replace(/, reach: .*\] \}$/m, " }");
  const parsed = parseSite(bare, "site.yaml");
  expect(parsed.is === "site" && [parsed.site.roster, parsed.site.notify, parsed.site.photos]).toEqual([
    { shifts: [], absences: [] },
    { channels: [], quiet: null },
    false,
  ]);
});
