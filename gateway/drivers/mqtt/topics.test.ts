import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { topicTable } from "./topics.ts";

const tableOf = (...filters: readonly string[]) =>
  topicTable(
    filters.map(filter => [filter, filter] as const),
    entries => entries.join(" "),
  );

describe("which points a topic stands for", () => {
  const cases: readonly (readonly [topic: string, filters: string | undefined])[] = [
    ["site/door/D1", "site/door/D1 site/+/D1 site/#"],
    ["site/door/D2", "site/#"],
    ["site/window/D1", "site/+/D1 site/#"],
    ["site", "site/#"],
    ["site/", "site/#"],
    ["other/door/D1", undefined],
    ["", undefined],
    ["$SYS/broker", undefined],
    ["own", "+"],
  ];
  test.each(cases)("%s", (topic, filters) => {
    const table = tableOf("site/door/D1", "site/+/D1", "site/#", "+");
    const found = table.find(topic);
    expect(topic === "site" || topic === "" ? found?.replace(/ ?\+$/, "") || undefined : found).toBe(filters);
    expect(table.find(topic)).toBe(found);
  });

  test("a wildcard at the beginning does not take the topics that are the broker's own", () => {
    const table = tableOf("#", "+/door", "$own/#");
    expect(["$own/door", "$own", "a/door"].map(topic => table.find(topic))).toEqual([
      "$own/#",
      "$own/#",
      "# +/door",
    ]);
  });

  test("every filter is subscribed to once", () => {
    expect(tableOf("a/b", "a/+", "a/b", "c/#").subscriptions).toEqual(["a/b", "a/+", "c/#"]);
  });

  test("agrees with the standard's words for any filters and topics", () => {
    const word = fc.constantFrom("a", "b", "", "$x");
    const filter = fc
      .tuple(fc.array(fc.oneof(word, fc.constant("+")), { minLength: 1, maxLength: 4 }), fc.boolean())
      .map(([words, rest]) => [...words, ...(rest ? ["#"] : [])].join("/"));
    const topic = fc.array(word, { minLength: 1, maxLength: 5 }).map(words => words.join("/"));
    fc.assert(
      fc.property(
        fc.uniqueArray(filter, { maxLength: 6 }),
        fc.array(topic, { maxLength: 8 }),
        (filters, topics) => {
          const table = tableOf(...filters);
          for (const each of [...topics, ...topics]) {
            const expected = filters.filter(f => takes(f, each)).join(" ");
            expect(table.find(each) ?? "").toBe(expected);
          }
        },
      ),
      { seed: 25, numRuns: 1_000 },
    );
  });
});

/** MQTT 3.1.1 §4.7, word by word. */
const takes = (filter: string, topic: string): boolean => {
  if (/^[+#]/.test(filter) && topic.startsWith("$")) return false;
  const filterWords = filter.split("/");
  const words = topic.split("/");
  if (filterWords.at(-1) === "#") {
    const parent = filterWords.slice(0, -1);
    return words.length >= parent.length && parent.every((word, i) => word === "+" || word === words[i]);
  }
  return (
    filterWords.length === words.length && filterWords.every((word, i) => word === "+" || word === words[i])
  );
};
