import { condition, type Example, value, where } from "./example.ts";

/** What a name in a condition can be. */
export const NAMES: readonly (Example & { readonly what: string })[] = [
  {
    what: "a point of the target",
    ...condition(
      "light-circuit",
      "light.power > 10",
      "`light` is what a light circuit is called; the kinds, their names and their points are in [the site file](site-file.md#zones-equipment-and-points)",
    ),
  },
  {
    what: "a point of its zone",
    ...condition(
      "light-circuit",
      "zone.occupancy == 0",
      "the zone where the target is; in a rule for each zone that zone itself",
    ),
  },
  {
    what: "a point of its room",
    ...condition(
      "light-circuit",
      "room.occupancy == 0",
      "the room that the zone is `within`, else the zone itself",
    ),
  },
  {
    what: "the weather",
    ...condition("air-conditioner", "outdoor.temperature > 28", "the first weather station of the hall"),
  },
  {
    what: "what a hall has one of",
    ...condition(
      "zone",
      'uplink.link == "down" || mains.state == "failed" || panel.arm == "disarmed"',
      "`weather`, `panel`, `uplink`, `mains`, `ups` can be named in every rule",
    ),
  },
  {
    what: "the camera that sees it",
    ...condition(
      "door",
      'door.contact == "open" && camera.online == "offline"',
      "for doors, windows, shutters and panic buttons with `camera:` in the site file",
    ),
  },
  {
    what: "a setting",
    ...condition(
      "light-circuit",
      "light.power >= light_off_below",
      "a value of the pack that a site may override",
    ),
  },
  {
    what: "a date",
    ...condition(
      "extinguisher",
      "today > extinguisher.due_on",
      "`today`; `monday` is the Monday whose inspection has fallen due; an extinguisher has `inspected_on` and `due_on`",
    ),
  },
  {
    what: "the nameplate",
    ...condition(
      "power-circuit",
      "circuit.power > circuit.rated_power",
      "`rated_power` and `approved_power` of the site file, in W",
    ),
  },
  {
    what: "a circuit that stays on",
    ...condition(
      "power-circuit",
      "circuit.power > 10 && !circuit.always_on",
      "whether the site file says `always_on: true`",
    ),
  },
  {
    what: "a tag",
    ...where(
      "door",
      '"escape" in door.tags',
      "things and zones have `tags`; what a hall marks itself begins with `x-`",
    ),
  },
  {
    what: "the use of a circuit",
    ...where(
      "power-circuit",
      'circuit.use in ["sockets", "convenience"]',
      "one word of [the table](site-file.md#tags-uses-nameplates-rooms)",
    ),
  },
  {
    what: "an approved activity",
    ...condition(
      "door",
      'door.contact == "open" && !zone.approved',
      "yes while an approved activity covers the zone",
    ),
  },
  {
    what: "somebody who is let in for a repair",
    ...condition(
      "door",
      'door.badge == "visitor" && !door.permitted',
      "yes while a ticket lets somebody in by this door",
    ),
  },
  {
    what: "a key that is lost",
    ...condition(
      "door",
      'door.contact == "open" && door.key_lost',
      "yes from the loss of a key of this door until its lock has been replaced",
    ),
  },
  {
    what: "whether there is such a thing",
    ...condition(
      "zone",
      "zone.co2 > 1000 || (has(zone.voc) && zone.voc > 300)",
      "decided when the rules are loaded; see [What a hall lacks](#what-a-hall-lacks)",
    ),
  },
];

/** What stands between values. */
export const OPERATORS: readonly Example[] = [
  condition("door", 'door.lock == "locked"', "is; `!=` is not. Numbers, words, dates, texts"),
  condition(
    "light-circuit",
    "light.power >= 10",
    "`<` `<=` `>` `>=`: numbers and dates. Exactly 10 is at least 10",
  ),
  condition("light-circuit", "light.power >= 10 && zone.occupancy == 0", "and"),
  condition("door", 'door.lock != "locked" || door.contact != "closed"', "or"),
  condition("door", '!(door.lock == "locked")', "not"),
  condition(
    "air-conditioner",
    'ac.mode in ["cool", "auto"]',
    "is one of; also numbers, and a text in the list of tags",
  ),
  value(
    "light-circuit",
    "(light.power - 5) * 2 / 3 + 1",
    "`+` `-` `*` `/` and brackets, as in arithmetic; a division by zero is unknown",
  ),
  condition(
    "power-circuit",
    "circuit.power > (has(circuit.approved_power) ? circuit.approved_power : socket_limit)",
    "if … then … else",
  ),
];

/** How values of one kind are written and what they can be compared with. */
export const VALUES: readonly (Example & { readonly what: string })[] = [
  {
    what: "a number",
    ...condition("light-circuit", "light.power > 10", "it takes the unit of the other side: 10 W"),
  },
  {
    what: "a word of a class",
    ...condition("door", 'door.lock != "jammed"', "always in quotes; only the words that the point can have"),
  },
  {
    what: "a date",
    ...condition(
      "extinguisher",
      "today > extinguisher.due_on - 30",
      "a date plus or minus days is a date; a date minus a date is days",
    ),
  },
  {
    what: "a length of time",
    ...condition(
      "door",
      'since_change(door.contact) > "5 min"',
      "in quotes with its unit: `30 s`, `10 min`, `2 h`, `45 d`; or a setting in such a unit",
    ),
  },
  { what: "yes or no", ...condition("zone", "zone.approved == false", "`true`, `false`, any comparison") },
];

/** What units do. */
export const UNITS: readonly Example[] = [
  condition(
    "power-circuit",
    "circuit.power > socket_limit",
    "W with kW: converted when the rules are loaded",
  ),
  condition(
    "air-conditioner",
    "outdoor.temperature <= setpoint_floor - hysteresis",
    "a temperature plus or minus K is a temperature",
  ),
  condition(
    "air-conditioner",
    "zone.temperature - ac.setpoint > hysteresis",
    "the difference of two temperatures is in K",
  ),
  condition(
    "power-circuit",
    "circuit.power > circuit.rated_power * most_of_it",
    "a percentage is a plain number: 80 % of the nameplate",
  ),
  condition(
    "power-circuit",
    "circuit.power / circuit.rated_power > most_of_it",
    "power by power is a plain number",
  ),
  condition(
    "zone",
    'zone.doors.filter(d, d.contact == "open").size() * 2 > zone.occupancy',
    "people and counts are plain numbers",
  ),
];

/** Conditions that units forbid. */
export const UNIT_MISTAKES: readonly Example[] = [
  condition("air-conditioner", "ac.setpoint > ac.power", ""),
  condition("zone", "zone.temperature > hysteresis", ""),
  condition("zone", "zone.temperature + outdoor.temperature > 50", ""),
  condition("light-circuit", "light.power * light.power > 100", ""),
];
