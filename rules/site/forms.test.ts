import { describe, expect, it } from "vitest";
import { brokerUrl, databaseUrl, topicFilter, topicName } from "./addresses.ts";
import { parseDuration } from "./durations.ts";
import type { Told } from "./form.ts";
import { jsonPath } from "./json-path.ts";
import { dayHours, season, weekdays } from "./opening-hours.ts";
import { ratePerSecond } from "./rates.ts";
import { packetSize } from "./sizes.ts";

const value = <T>(told: Told<T>): T | string => (told.is === "told" ? told.value : told.why);

describe("a length of time", () => {
  it("is a number with its unit, with or without a space", () => {
    const texts = ["30 s", "5min", "1.5 h", "45 d", "500 ms", "0 s"];
    expect(texts.map(parseDuration)).toEqual([30_000, 300_000, 5_400_000, 3_888_000_000, 500, 0]);
  });
  it("is nothing else", () => {
    const texts = ["30", "5 minutes", "-1 s", "1h30", "", "s", "1e3 s", "１ s"];
    expect(texts.map(parseDuration)).toEqual(texts.map(() => null));
  });
});

describe("days of the week", () => {
  it("may be one, a range, a range over the weekend, or a list", () => {
    expect(
      ["mon", "mon-fri", "sat-mon", "Mon, wed-thu", "sun-sun"].map(text => value(weekdays(text))),
    ).toEqual([[1], [1, 2, 3, 4, 5], [6, 7, 1], [1, 3, 4], [7]]);
  });
  it("are not guessed", () => {
    expect(["", "workdays", "mon-", "mon-fri-sun", "1-5"].map(text => weekdays(text).is)).toEqual(
      Array(5).fill("refused"),
    );
  });
});

describe("the hours of a day", () => {
  it("are windows in order, however they are written", () => {
    expect(value(dayHours(["14:00-17:30", "08:30-12:00"]))).toEqual([
      { from: 510, to: 720 },
      { from: 840, to: 1050 },
    ]);
  });
  it("may go past midnight, up to the same time tomorrow, and may fill the day", () => {
    expect(value(dayHours(["18:00-02:00"]))).toEqual([{ from: 1080, to: 1560 }]);
    expect(value(dayHours(["00:00-24:00"]))).toEqual([{ from: 0, to: 1440 }]);
    expect(value(dayHours("closed"))).toEqual([]);
  });
  it("do not overlap, and a night has nothing after it", () => {
    expect(value(dayHours(["08:00-12:00", "11:59-13:00"]))).toBe('"11:59-13:00" overlaps "08:00-12:00"');
    expect(value(dayHours(["18:00-02:00", "20:00-21:00"]))).toBe('"20:00-21:00" overlaps "18:00-02:00"');
  });
  it("are times that a clock shows", () => {
    const texts = ["8:00-12:00", "08:00-12:60", "08:00-24:01", "24:00-02:00", "08:00", "08:00-12:00-13:00"];
    expect(texts.map(text => dayHours([text]).is)).toEqual(texts.map(() => "refused"));
  });
});

it("a season has two days of the year, also 29 February", () => {
  expect(
    ["06-01..09-30", "11-15..02-29", "06-01", "06-31..07-01", "6-1..9-30"].map(t => value(season(t))),
  ).toEqual([
    ["06-01", "09-30"],
    ["11-15", "02-29"],
    '"06-01" is no season',
    '"06-31..07-01" is no season',
    '"6-1..9-30" is no season',
  ]);
});

describe("a path into JSON", () => {
  it("names keys and positions", () => {
    expect(
      ["$", "$.a", "$.a.b[0]", "$[2].x-y", '$["a key"].b', '$["a\\"b"]', "$.温度"].map(t =>
        value(jsonPath(t)),
      ),
    ).toEqual([[], ["a"], ["a", "b", 0], [2, "x-y"], ["a key", "b"], ['a"b'], ["温度"]]);
  });
  it("names one value: no wildcards, no filters, nothing left over", () => {
    const texts = ["", "a", "$.", "$a", "$..a", "$.a[*]", "$.a[-1]", "$.a[", "$.*[?(@.x)]"];
    expect(texts.map(text => jsonPath(text).is)).toEqual(texts.map(() => "refused"));
  });
});

it("a packet size has a unit and sensible limits", () => {
  expect(["64 KiB", "100kB", "1 MiB"].map(text => value(packetSize(text)))).toEqual([
    65_536, 100_000, 1_048_576,
  ]);
  expect(["64", "1 GiB", "1 B", "300 MiB"].map(text => packetSize(text).is)).toEqual(
    Array(4).fill("refused"),
  );
});

it("a broker or a database has an address without a password", () => {
  expect(
    ["embedded", "mqtt://10.0.0.2", "mqtts://broker.example:8883/"].map(text => value(brokerUrl(text))),
  ).toEqual(["embedded", "mqtt://10.0.0.2", "mqtts://broker.example:8883"]);
  expect(
    ["http://10.0.0.2", "mqtt://", "mqtt://a b", "mqtt://u:p@h", "mqtt://h:0"].map(t => brokerUrl(t).is),
  ).toEqual(Array(5).fill("refused"));
  expect(value(databaseUrl("http://[::1]:8086/"))).toBe("http://[::1]:8086");
  expect(databaseUrl("ftp://h").is).toBe("refused");
});

it("a topic filter has wildcards only where MQTT allows them", () => {
  const texts = ["a/b", "+/b/#", "#", "/", "a/+b", "a#", "#/a", ""];
  expect(texts.map(text => topicFilter(text).is === "told")).toEqual([
    true,
    true,
    true,
    true,
    false,
    false,
    false,
    false,
  ]);
  expect(["a/b", "a/+", "a/#"].map(text => topicName(text).is === "told")).toEqual([true, false, false]);
});

describe("a rate of messages", () => {
  it("is so many per second or minute", () => {
    expect(["50 per s", "30 per min", "1per s"].map(text => value(ratePerSecond(text)))).toEqual([
      50, 0.5, 1,
    ]);
  });
  it("is nothing else, and neither nothing nor without end", () => {
    const texts = ["50", "50/s", "50 per h", "-1 per s", "0 per s", "300000 per s"];
    expect(texts.map(text => ratePerSecond(text).is)).toEqual(texts.map(() => "refused"));
  });
});
