import { hours, type Millis, minutes } from "../time/instant.ts";
import type { PointClass } from "./point-class.ts";

type Family = PointClass["family"];
type Name = string | null;
/** Id, UCUM unit, lowest and highest plausible value, stale after, family, Brick 1.4.4 class, Project Haystack 4 tags. */
type Measured = readonly [string, string, number, number, Millis, Family, Name, Name];
/** Id, words in value order (the first word is value 0), stale after, family, Brick 1.4.4 class, Project Haystack 4 tags. */
type Worded = readonly [string, string, Millis, Family, Name, Name];

/** Heartbeats come every minute; three missed are silence. */
const heartbeat = minutes(3);
/** A door, a lock, an alarm, a temperature. */
const state = minutes(10);
const power = minutes(5);
/** Told on change or once a day. */
const daily = hours(25);
/** Told by people on their rounds: longer than any month. */
const monthly = hours(45 * 24);

const opening = "closed open";
const switching = "off on";
const alarming = "normal alarm";
const failing = "normal fault";
const answering = "offline online";
const temperature = "zone air temp";
const electric = "ac elec";

// biome-ignore format: a table is read one row a line.
const measured: readonly Measured[] = [
  ["zone-air-temp",           "Cel",      -40,     60,        state,   "comfort",  "Zone_Air_Temperature_Sensor",            `${temperature} sensor point`],
  ["zone-air-humidity",       "%",        0,       100,       state,   "comfort",  "Zone_Air_Humidity_Sensor",               "zone air humidity sensor point"],
  ["zone-co2",                "[ppm]",    0,       10_000,    state,   "comfort",  "CO2_Level_Sensor",                       "zone air co2 concentration sensor point"],
  ["zone-illuminance",        "lx",       0,       200_000,   state,   "comfort",  "Illuminance_Sensor",                     "light illuminance sensor point"],
  ["zone-voc",                "1",        0,       500,       state,   "comfort",  null,                                     null],
  ["zone-nh3",                "[ppm]",    0,       1_000,     state,   "comfort",  "Ammonia_Sensor",                         null],
  ["zone-h2s",                "[ppm]",    0,       1_000,     state,   "comfort",  null,                                     null],
  ["outside-air-temp",        "Cel",      -60,     60,        state,   "comfort",  "Outside_Air_Temperature_Sensor",         "outside air temp sensor point"],
  ["outside-rain-rate",       "mm/h",     0,       500,       state,   "comfort",  null,                                     null],
  ["outside-wind-speed",      "m/s",      0,       90,        state,   "comfort",  "Wind_Speed_Sensor",                      "weather wind speed sensor point"],
  ["outside-illuminance",     "lx",       0,       200_000,   state,   "comfort",  "Outside_Illuminance_Sensor",             null],
  ["air-pressure",            "Pa",       30_000,  110_000,   state,   "comfort",  null,                                     null],
  ["zone-occupancy-count",    "{person}", 0,       5_000,     state,   "comfort",  "Occupancy_Count_Sensor",                 "occupancy sensor point"],
  ["people-in",               "{person}", 0,       1e9,       state,   "comfort",  "Occupancy_Count_Sensor",                 null],
  ["people-out",              "{person}", 0,       1e9,       state,   "comfort",  "Occupancy_Count_Sensor",                 null],
  ["ac-setpoint",             "Cel",      5,       40,        state,   "energy",   "Target_Zone_Air_Temperature_Setpoint",   `${temperature} effective sp point`],
  ["ac-setpoint-effective",   "Cel",      5,       40,        state,   "energy",   "Effective_Target_Zone_Air_Temperature_Setpoint", `${temperature} effective sp point`],
  ["ac-fan-speed",            "%",        0,       100,       state,   "energy",   "Speed_Status",                           "fan speed sensor point"],
  ["ac-error-code",           "1",        0,       65_535,    state,   "system",   "Last_Fault_Code_Status",                 null],
  ["light-circuit-power",     "W",        -100,    100_000,   power,   "energy",   "Active_Power_Sensor",                    `total active ${electric} power sensor point`],
  ["elec-power-active",       "W",        -1e6,    1e6,       power,   "energy",   "Active_Power_Sensor",                    `total active ${electric} power sensor point`],
  ["elec-power-reactive",     "var",      -1e6,    1e6,       power,   "energy",   "Reactive_Power_Sensor",                  `total reactive ${electric} power sensor point`],
  ["elec-power-apparent",     "VA",       0,       1e6,       power,   "energy",   "Apparent_Power_Sensor",                  `total apparent ${electric} power sensor point`],
  ["elec-energy-import",      "kW.h",     0,       1e9,       state,   "energy",   "Electrical_Energy_Usage_Sensor",         `total import ${electric} active energy sensor point`],
  ["elec-energy-export",      "kW.h",     0,       1e9,       state,   "energy",   "Electric_Energy_Sensor",                 `total export ${electric} active energy sensor point`],
  ["elec-energy-total",       "kW.h",     0,       1e9,       state,   "energy",   "Electric_Energy_Sensor",                 `total ${electric} active energy sensor point`],
  ["elec-voltage",            "V",        0,       1_000,     power,   "energy",   "Voltage_Sensor",                         `phase ${electric} volt magnitude sensor point`],
  ["elec-current",            "A",        0,       5_000,     power,   "energy",   "Current_Sensor",                         `phase ${electric} current magnitude sensor point`],
  ["elec-residual-current",   "mA",       0,       30_000,    power,   "safety",   null,                                     null],
  ["elec-power-factor",       "1",        -1,      1,         power,   "energy",   "Power_Factor_Sensor",                    "pf sensor point"],
  ["elec-frequency",          "Hz",       0,       100,       power,   "energy",   "Frequency_Sensor",                       "ac freq sensor point"],
  ["ups-battery-charge",      "%",        0,       100,       state,   "system",   null,                                     null],
  ["ups-runtime",             "s",        0,       604_800,   state,   "system",   null,                                     null],
  ["clock-drift",             "s",        -86_400, 86_400,    state,   "system",   null,                                     null],
  ["camera-frame",            "1",        0,       1e15,      heartbeat, "security", null,                                   null],
  ["queue-depth",             "1",        0,       1e9,       state,   "system",   null,                                     null],
  ["judgement-delay",         "s",        0,       86_400,    state,   "system",   null,                                     null],
  ["store-backlog",           "1",        0,       1e12,      state,   "system",   null,                                     null],
  ["polls-skipped",           "1",        0,       1e12,      state,   "system",   null,                                     null],
  ["messages-refused",        "1",        0,       1e12,      state,   "system",   null,                                     null],
  ["clients-connected",       "1",        0,       1e6,       state,   "system",   null,                                     null],
  ["certificate-remaining",   "d",        -36_500, 36_500,    state,   "system",   null,                                     null],
  ["line-utilisation",        "%",        0,       100,       state,   "system",   null,                                     null],
  ["line-cycle",              "s",        0,       86_400,    state,   "system",   null,                                     null],
  ["units-down",              "1",        0,       256,       state,   "system",   null,                                     null],
  ["disk-free",               "%",        0,       100,       state,   "system",   null,                                     null],
  ["device-battery",          "%",        0,       100,       daily,   "system",   null,                                     null],
  ["device-battery-voltage",  "V",        0,       100,       daily,   "system",   "Battery_Voltage_Sensor",                 null],
  ["device-temp",             "Cel",      -60,     150,       state,   "system",   null,                                     null],
  ["device-config",           "1",        0,       1e9,       daily,   "system",   null,                                     null],
  ["device-runtime",          "h",        0,       1e6,       daily,   "system",   "Run_Time_Sensor",                        null],
];

// biome-ignore format: a table is read one row a line.
const worded: readonly Worded[] = [
  ["zone-occupied",           "vacant occupied",                   state,     "comfort",  "Occupancy_Status",             "occupied sensor point"],
  ["ac-mode",                 "off auto cool heat dry fan",        state,     "energy",   "Zone_Air_Conditioning_Mode_Status", "zone air hvacMode sp point"],
  ["ac-run-status",           "off on on-thermo-off",              state,     "energy",   "On_Off_Status",                "run sensor point"],
  ["ac-run-command",          switching,                           state,     "energy",   "On_Off_Command",               "run cmd point"],
  ["ac-fan-step",             "auto slow medium fast",             state,     "energy",   null,                           null],
  ["ac-fault",                failing,                             state,     "system",   "Fault_Status",                 "fault sensor point"],
  ["ac-filter",               "clean dirty",                       daily,     "system",   "Filter_Status",                null],
  ["light-circuit-status",    switching,                           power,     "energy",   "On_Off_Status",                "light run sensor point"],
  ["light-circuit-command",   switching,                           power,     "energy",   "On_Off_Command",               "light run cmd point"],
  ["switch-status",           switching,                           power,     "energy",   "On_Off_Status",                null],
  ["breaker-status",          "closed open tripped",               power,     "energy",   "On_Off_Status",                null],
  ["door-contact",            opening,                             state,     "security", "Contact_Sensor",               null],
  ["window-contact",          opening,                             state,     "security", "Contact_Sensor",               null],
  ["passage-obstruction",     "clear obstructed",                  state,     "safety",   null,                           null],
  ["door-release",            "ready blocked",                     state,     "safety",   null,                           null],
  ["generic-contact",         opening,                             state,     "security", "Contact_Sensor",               null],
  ["door-lock",               "locked unlocked jammed",            state,     "security", null,                           null],
  ["access-event",            "granted denied forced visitor",     monthly,   "security", null,                           null],
  ["intrusion-arm-state",     "disarmed arming armed-away armed-home pending triggered", state, "security", null,         null],
  ["intrusion-alarm",         alarming,                            state,     "security", null,                           null],
  ["intrusion-fault",         failing,                             state,     "security", "Fault_Status",                 null],
  ["device-tamper",           "normal tampered",                   state,     "security", null,                           null],
  ["panic-button",            "normal pressed",                    state,     "security", "Emergency_Push_Button_Status", null],
  ["smoke-alarm",             alarming,                            state,     "safety",   "Smoke_Alarm",                  null],
  ["fire-panel-alarm",        alarming,                            state,     "safety",   "Fire_Sensor",                  null],
  ["fire-panel-fault",        failing,                             state,     "safety",   "Fault_Status",                 null],
  ["gas-leak",                "normal leak",                       state,     "safety",   "Leak_Alarm",                   null],
  ["water-leak",              "dry leak",                          state,     "safety",   "Leak_Alarm",                   null],
  ["extinguisher-pressure",   "low normal high",                   monthly,   "safety",   null,                           null],
  ["inspection-scan",         "seen",                              monthly,   "safety",   null,                           null],
  ["emergency-light-status",  "ok fault on-battery testing",       daily,     "safety",   null,                           null],
  ["lamp-lit",                "dark lit",                          state,     "safety",   null,                           null],
  ["device-self-test",        "passed failed",                     monthly,   "safety",   null,                           null],
  ["mains-status",            "failed ok",                         power,     "safety",   null,                           null],
  ["ups-status",              "online on-battery low-battery bypass off", state, "system",  null,                           null],
  ["camera-online",           answering,                           heartbeat, "security", null,                           null],
  ["nvr-online",              answering,                           heartbeat, "security", null,                           null],
  ["recording-status",        "recording stopped",                 state,     "security", null,                           null],
  ["network-link",            "down up",                           heartbeat, "system",   null,                           null],
  ["screen-content",          "live frozen black",                 state,     "system",   null,                           null],
  ["kiosk-online",            answering,                           heartbeat, "system",   null,                           null],
  ["queue-machine-online",    answering,                           heartbeat, "system",   null,                           null],
  ["device-online",           answering,                           heartbeat, "system",   null,                           null],
  ["device-fault",            failing,                             state,     "system",   "Fault_Status",                 "fault sensor point"],
  ["gateway-online",          answering,                           heartbeat, "system",   null,                           null],
  ["link-error",              "none no-answer refused garbled unreachable", state, "system", null,                         null],
  ["device-battery-low",      "ok low",                            daily,     "system",   "Low_Battery_Alarm",            null],
];

const counters = new Set([
  "people-in",
  "people-out",
  "camera-frame",
  "elec-energy-import",
  "elec-energy-export",
  "elec-energy-total",
  "device-runtime",
  "polls-skipped",
  "messages-refused",
]);

/**
 * The class table, by class id. Units are UCUM codes. Brick names are of release 1.4.4 and Haystack tags of release 4.0;
 * `null` where the vocabulary has no such thing. Plausible ranges and stale limits are ours.
 */
export const pointClasses: ReadonlyMap<string, PointClass> = new Map(
  [...measured.map(fromMeasured), ...worded.map(fromWorded)].map(row => [row.id, row]),
);

function fromMeasured([id, unit, low, high, staleAfter, family, brick, haystack]: Measured): PointClass {
  const row = { id, unit, range: [low, high] as const, staleAfter, family, brick, haystack };
  return counters.has(id) ? { ...row, counter: true } : row;
}

function fromWorded([id, words, staleAfter, family, brick, haystack]: Worded): PointClass {
  return { id, words: words.split(" "), staleAfter, family, brick, haystack };
}
