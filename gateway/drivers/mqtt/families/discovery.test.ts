import { expect, test } from "vitest";
import { readDiscovery } from "./discovery.ts";

const read = (config: object | string, topic = "homeassistant/sensor/db1/energy/config") =>
  readDiscovery(topic, Buffer.from(typeof config === "string" ? config : JSON.stringify(config)));

test("keys may be abbreviated, and ~ stands for what topics have in common", () => {
  const short = {
    "~": "tele/db-1",
    name: "DB1 energy",
    stat_t: "~/SENSOR",
    val_tpl: "{{ value_json.ENERGY.Total }}",
    dev_cla: "energy",
    unit_of_meas: "kWh",
    avty_t: "~/LWT",
    pl_avail: "Online",
    pl_not_avail: "Offline",
    exp_aft: 900,
  };
  expect(read(short)).toEqual({
    is: "announced",
    thing: {
      what: "sensor/energy",
      device: "DB1 energy",
      topic: "tele/db-1/SENSOR",
      path: ["ENERGY", "Total"],
      unit: "kW.h",
      staleAfterS: 900,
      availability: { topic: "tele/db-1/LWT", online: "Online", offline: "Offline" },
    },
  });
});

test("what is sent when it is on says which way round it is", () => {
  const door = { state_topic: "z/door", device_class: "door", payload_on: false, payload_off: true };
  expect(read(door, "homeassistant/binary_sensor/0x00/contact/config")).toMatchObject({
    thing: { what: "binary_sensor/door", states: { false: "on", true: "off" } },
  });
});

test.each([
  ["{{ value_json.contact }}", ["contact"]],
  ["{{value_json['a b'][0].c}}", ["a b", 0, "c"]],
  ["{{ value }}", []],
])("the template %s is a path", (value_template, path) => {
  expect(read({ state_topic: "t", value_template })).toMatchObject({ thing: { path } });
});

test.each([
  "{{ value_json.temperature | round(1) }}",
  "{% if value_json.contact %}ON{% else %}OFF{% endif %}",
  "{{ value_json.a + value_json.b }}",
  "{{ value_json }}",
])("the template %s is more than a path, and is refused with its text", value_template => {
  expect(read({ state_topic: "t", value_template })).toEqual({
    is: "refused",
    why: `value_template is more than a path: ${value_template}`,
  });
});

test.each([
  ["", { is: "withdrawn" }],
  ["{", { is: "refused", why: expect.stringContaining("not JSON") }],
  ["[]", { is: "refused", why: "announcement has no state_topic: it can only be commanded" }],
  ["7", { is: "refused", why: "announcement is no object" }],
])("the announcement %j", (payload, expected) => {
  expect(read(payload)).toEqual(expected);
});

test("other topics are no announcements", () => {
  for (const topic of [
    "homeassistant/status",
    "homeassistant/sensor/config",
    "a/b/c/d/e/config",
    "tele/x/SENSOR",
  ])
    expect(read({ state_topic: "t" }, topic)).toBeNull();
});
