import { expect, it } from "vitest";
import { seconds } from "../time/instant.ts";
import { at, Bench, switched } from "./testing/bench.ts";

const FIRST = "control/2025-07-08/1";
const off = { is: "order-control", by: "G1", point: "L-hall.command", to: "off", why: "closing" } as const;
const propose = (bench: Bench): void => bench.cue("light-after-closing", "L-hall", "off", true);
const same = (text: string): string => text;

/** What is ordered how, how the site file is changed before it would go out again, and how often it goes out. */
const CHANGES: readonly (readonly [string, (bench: Bench) => unknown, (text: string) => string, number])[] = [
  ["nothing is changed", bench => bench.ask(off), same, 2],
  [
    "who ordered it has lost his role",
    bench => bench.ask(off),
    text => text.replace("roles: [guard] }", "roles: [staff] }"),
    1,
  ],
  [
    "who ordered it is gone",
    bench => bench.ask(off),
    text => text.replace("  - { id: G1, name: 王伟, roles: [guard] }\n", ""),
    1,
  ],
  [
    "its role may not switch any more",
    bench => bench.ask(off),
    text => text.replace("roles: [guard, duty-manager, facilities]", "roles: [facilities]"),
    1,
  ],
  ["an automation sent it, and nothing is changed", propose, same, 2],
  [
    "the approval of the automation is taken back",
    propose,
    text => text.replace(/ {2}automations:\n.*\n/, ""),
    1,
  ],
  [
    "the approval of the automation is taken back, though who gave it may switch",
    propose,
    text =>
      text
        .replace(/ {2}automations:\n.*\n/, "")
        .replace("[guard, duty-manager, facilities]", "[hall-director]"),
    1,
  ],
  [
    "a person has approved what the automation proposed, and the rule is no automation any more",
    bench => {
      bench.hear("hall.occupancy", 1);
      propose(bench);
      bench.hear("hall.occupancy", 0);
      bench.ask({ is: "approve-control", control: FIRST, by: "G1" });
    },
    text => text.replace(/ {2}automations:\n.*\n/, ""),
    2,
  ],
  [
    "nothing may be switched from here any more",
    bench => bench.ask(off),
    text => text.replace("enabled: true", "enabled: false"),
    1,
  ],
  [
    "the value is not allowed any more",
    bench => bench.ask(off),
    text => text.replace('["off", "on"]', '["on"]'),
    1,
  ],
];

it.each(CHANGES)("an order under way is judged by the hall as it is now: %s", (_, give, change, times) => {
  const bench = new Bench(switched(), at("2025-07-08 18:00:00"));
  bench.hear("hall.occupancy", 0);
  bench.hear("L-hall.command", "on");
  bench.hear("L-hall.power", 1200);
  give(bench);
  bench.answer(FIRST, "done");
  bench.startWith(switched(change));
  bench.pass(seconds(60));
  expect(bench.sent.length).toBe(times);
});
