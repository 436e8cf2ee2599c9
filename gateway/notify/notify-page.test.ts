import { readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { parseSite } from "#rules/site/parse.ts";
import { isForMessages, senderFor } from "./ways.ts";

const page = readFileSync(new URL("../../docs/notify.md", import.meta.url), "utf8");
const blocks = [...page.matchAll(/```yaml\n([\s\S]*?)```/g)].map(([, yaml = ""]) => yaml);
const hall = (yaml: string): string => `hallwatch: 1
site: { id: site-a, name: { zh: 城东营业厅, en: East hall }, timezone: Asia/Shanghai, packs: [service-hall] }
calendar: { week: { mon-sun: ["09:00-18:00"] } }
sources: { mqtt: { broker: embedded } }
zones: { hall: { name: { zh: 大厅, en: Hall }, points: {} } }
${yaml}`;

describe("docs/notify.md", () => {
  test("has a block for every kind of channel", () => {
    const kinds = ["email", "webhook", "wecom", "dingtalk", "feishu", "mqtt", "alertmanager"];
    expect(kinds.filter(kind => !blocks.some(block => block.includes(`via: ${kind}`)))).toEqual([]);
  });

  test.each(blocks)("this block works as it stands: %#", async yaml => {
    const parsed = parseSite(hall(yaml), "hall.yaml");
    expect(parsed).toMatchObject({ is: "site" });
    if (parsed.is !== "site") return;
    const names = [...yaml.matchAll(/_env: (\w+)/g)].map(([, name = ""]) => name);
    const environment = Object.fromEntries(
      names.map(name => [name, "https://robot.example/?key=0123456789abcdef"]),
    );
    for (const channel of parsed.site.notify.channels.filter(isForMessages)) {
      const sender = senderFor(channel, {
        hall: parsed.site,
        environment,
        publish: async () => {},
        wallMs: () => 0,
      });
      expect(sender.where).not.toContain("channel");
    }
  });
});
