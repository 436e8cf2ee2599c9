import type { HallCalendar } from "../time/calendar.ts";
import type { Instant, Millis } from "../time/instant.ts";
import type { PointClass } from "./point-class.ts";

/** One text in both languages of the console. */
export type Words = { readonly zh: string; readonly en: string };

/**
 * A hall as the rules see it: a checked tree, immutable after load. Everything that names something else by id has
 * been resolved, so that nothing downstream can meet an unknown id.
 */
export type Site = {
  readonly id: string;
  readonly name: Words;
  /** Regulation packs in force, by name: `service-hall`. */
  readonly packs: readonly string[];
  /** Overrides of pack settings by name, as written in the site file: `{ cooling_outdoor_above: 28 }`. */
  readonly settings: Readonly<Record<string, number | string>>;
  readonly calendar: HallCalendar;
  readonly people: readonly Person[];
  readonly zones: readonly Zone[];
  readonly equipment: readonly Equipment[];
  /** Every measured point, in file order; `points[i].index === i`. */
  readonly points: readonly Point[];
  readonly sources: Sources;
  readonly history: HistoryPlan;
  /** Who is on duty when. */
  readonly roster: Roster;
  /** How people are reached. */
  readonly notify: NotifyPlan;
  /** Whether people may keep photos with what they note. */
  readonly photos: boolean;
  /** A Grafana whose graphs get a mark for every alert; absent: none. */
  readonly grafana?: GrafanaTarget;
  /** Where zones and equipment are on the floor plan; absent: nobody said. */
  readonly plan?: SitePlan;
};

/** A spot on a floor in metres from its top left corner: to the right, then down. */
export type XY = readonly [xM: number, yM: number];

/** What the site file says of where things are. What it does not place is laid out by `rules/plan`. */
export type SitePlan = {
  /** In file order. */
  readonly floors: readonly Floor[];
  /** By id. */
  readonly zones: Readonly<Record<string, ZonePlace>>;
  /** By id. */
  readonly equipment: Readonly<Record<string, ThingPlace>>;
};

export type Floor = {
  readonly id: string;
  readonly name: Words;
  readonly sizeM: readonly [width: number, height: number];
  /** An SVG beside the site file that is drawn under the rooms, fitted to the size of the floor. */
  readonly background?: string;
  /** What the background draws, once it was read. */
  readonly drawing?: FloorDrawing;
};

/** What is drawn under the rooms of a floor, in order. */
export type FloorDrawing = readonly Stroke[];

/** A line or an area without a colour of its own. */
export type Stroke = {
  /** Path data as SVG writes it, in the units of the picture. */
  readonly d: string;
  /** From the units of the picture to metres: x' = a·x + c·y + e, y' = b·x + d·y + f. */
  readonly matrix: readonly [a: number, b: number, c: number, d: number, e: number, f: number];
  readonly isFilled: boolean;
  readonly isLined: boolean;
};

/** The walls of a zone: corners in order around it, the last joined to the first. */
export type ZonePlace = { readonly floor: string; readonly outline: readonly XY[] };

export type ThingPlace = {
  readonly floor: string;
  readonly at: XY;
  /** Where a door opens to or a window looks, in degrees clockwise from the top of the plan. */
  readonly facingDeg?: number;
  readonly widthM?: number;
};

/**
 * What is at stake. `life-safety` (fire, gas, panic, break-in) can never be shelved nor suppressed.
 *
 * @see IEC 62682 on alarm classes
 */
export type AlertClass = "life-safety" | "security" | "equipment" | "energy" | "housekeeping" | "system";

export type Role =
  | "guard"
  | "duty-manager"
  | "hall-director"
  | "safety-officer"
  | "facilities"
  | "staff"
  | "it-support"
  | "cleaner"
  /** The department above the hall (上级部门): where escalation ends. */
  | "superior";
export type Person = {
  readonly id: string;
  readonly name: string;
  readonly roles: readonly Role[];
  /** Ids of the zones that the person answers for (`owns`); absent: none. */
  readonly zones?: readonly string[];
  /** How the person is reached, first choice first; the next one is tried when one does not deliver. Absent: nohow. */
  readonly reach?: readonly Reach[];
};

/** A channel of the hall's plan by name, and where it reaches the person: an e-mail address, a mobile number, a topic. */
export type Reach = { readonly channel: string; readonly address: string };

/**
 * Who is on duty when, and who is away. A role for which there is no shift at all is always on duty; a person who is away
 * is not, whatever the shifts say.
 */
export type Roster = {
  /** A CSV of further shifts beside the site file; `shifts` has them once it was read. */
  readonly file?: string;
  readonly shifts: readonly Shift[];
  readonly absences: readonly Absence[];
};

/** One person's duty in one role, `to` not included. */
export type Shift = {
  readonly person: string;
  readonly role: Role;
  readonly from: Instant;
  readonly to: Instant;
};

export type Absence = {
  readonly person: string;
  readonly from: Instant;
  readonly to: Instant;
  readonly why: string;
};

/** How messages go out. */
export type NotifyPlan = {
  readonly channels: readonly Channel[];
  /** No message but of priority 1 and 2 between these minutes of the hall's day; what waits goes out at the end. Null: none. */
  readonly quiet: { readonly from: number; readonly to: number } | null;
  /** Where people open the console, without a closing slash: `https://hall.example.com`. Absent: nobody said. */
  readonly link?: string;
};

/** One way out. Names of environment variables stand for secrets. */
export type Channel = {
  readonly name: string;
  /** What a message says: `full`; or `brief`: the hall, what kind of thing, and to log in. */
  readonly detail: "full" | "brief";
  /** Which messages it gets beside those for people who are reached by it. Absent: none. */
  readonly receives?: ChannelFilter;
  readonly via: ChannelVia;
};

/** A message is received when each of these that is there fits it. */
export type ChannelFilter = {
  readonly roles?: readonly Role[];
  readonly classes?: readonly AlertClass[];
  /** This urgent or more. */
  readonly priority?: 1 | 2 | 3 | 4;
};

export type ChannelVia =
  | {
      readonly is: "email";
      /** `smtp://host:25`, `smtps://host:465` */
      readonly url: string;
      readonly from: string;
      readonly username?: string;
      readonly passwordEnv?: string;
    }
  | {
      readonly is: "webhook";
      readonly url: string;
      /** Signs the body: `X-Hallwatch-Signature: sha256=<hex HMAC of "<timestamp>.<body>">`. */
      readonly secretEnv?: string;
      readonly headers: Readonly<Record<string, string>>;
      /** Mustache text of the body; absent: the message as JSON. */
      readonly template?: string;
      readonly contentType: string;
    }
  /** Group robots: the address holds a key, so it may come from the environment as a whole. */
  | {
      readonly is: "wecom" | "dingtalk" | "feishu";
      readonly url?: string;
      readonly urlEnv?: string;
      readonly secretEnv?: string;
    }
  /** Publishes on the hall's own broker, never retained. */
  | { readonly is: "mqtt"; readonly topic: string }
  /** Keeps Alertmanagers up to date with all open alerts: every one of them gets everything. */
  | { readonly is: "alertmanager"; readonly urls: readonly string[] };

/** A room or area. Its own points (occupancy, temperature) are reached by role. */
export type Zone = {
  readonly id: string;
  readonly name: Words;
  /** Words of `TAGS` for zones, or the hall's own that begin with `x-`. */
  readonly tags: readonly string[];
  /** The room that this is a part of: a desk area within an office. Parts have no parts. Absent: it is a room itself. */
  readonly within?: string;
  readonly points: Readonly<Record<string, Point>>;
};

export type EquipmentKind =
  | "air-conditioner"
  | "light-circuit"
  | "power-circuit"
  | "door"
  | "window"
  | "weather-station"
  | "meter"
  | "alarm-panel"
  | "extinguisher"
  | "terminal"
  | "kiosk"
  | "queue-machine"
  | "screen"
  | "sign"
  | "clock"
  | "camera"
  | "recorder"
  | "emergency-light"
  | "shutter"
  | "cabinet"
  | "appliance"
  | "glass-break"
  | "panic-button"
  | "leak-sensor"
  | "smoke-detector"
  | "guard-tag"
  | "uplink"
  | "mains"
  | "ups"
  | "gateway";

/** What a power circuit is there for; the regulations ask different things of different uses. */
export type CircuitUse =
  | "equipment"
  | "terminal"
  | "demo"
  | "convenience"
  | "sockets"
  | "security"
  | "network"
  | "sign"
  | "hvac"
  | "other";

/** Something with a nameplate: its points are reached by role (`door.lock`). */
export type Equipment = {
  readonly id: string;
  readonly kind: EquipmentKind;
  readonly name: Words;
  readonly zone: string;
  readonly points: Readonly<Record<string, Point>>;
  /** Must stay powered after closing (alarm panel, recorder): the closing check then asks for *on*. */
  readonly alwaysOn: boolean;
  /** Words of `TAGS` for equipment, or the hall's own that begin with `x-`. */
  readonly tags: readonly string[];
  /** Only for `power-circuit`, which always has one. */
  readonly use?: CircuitUse;
  /** What the nameplate says that it draws, in watts. */
  readonly ratedPowerW?: number;
  /** The most that is approved to be connected to it, in watts. */
  readonly approvedPowerW?: number;
  /** Id of the camera that sees it. */
  readonly camera?: string;
  /** Only for `extinguisher`: its entry in the register. */
  readonly register?: ExtinguisherEntry;
};

/** Dates are `YYYY-MM-DD` in the hall's zone. */
export type ExtinguisherEntry = {
  readonly agent: "water" | "powder" | "clean-gas" | "co2";
  readonly madeOn: string;
  readonly lastServicedOn?: string;
  /** The earlier of the next service date and the scrap date (GB 50444-2008 periods by agent). */
  readonly dueOn: string;
  /** Last inspection written into the site file; later ones come as scans. Absent: never inspected. */
  readonly inspectedOn?: string;
};

/** One measured value of one thing, and where it comes from. */
export type Point = {
  readonly index: number;
  /** `<owner>.<role>`, unique in the hall: `D1.lock`, `hall.occupancy`. */
  readonly id: string;
  readonly role: string;
  /** Id of the zone or of the equipment that has the point. */
  readonly owner: string;
  /** Id of the zone where it is; for a zone's own point, that zone. */
  readonly zone: string;
  readonly name: Words;
  readonly class: PointClass;
  /** Plausible values in the class's unit, both ends included; absent for worded classes. */
  readonly range?: readonly [low: number, high: number];
  /** A value older than this is stale. */
  readonly staleAfter: Millis;
  readonly source: PointSource;
  /** What its readings arrive through, for folding blind points to one cause: `modbus:plant/3` or `mqtt:D1`. */
  readonly via: string;
};

export type PointSource = MqttSource | ModbusSource | OwnSource;

/** What the gateway measures of itself: which of its figures is the role of the point. */
export type OwnSource = { readonly is: "own" };

export type MqttSource = {
  readonly is: "mqtt";
  /** A topic, or a filter with `+` (one level) or a closing `#`. */
  readonly topic: string;
  /** Keys and array positions into the JSON payload; empty: the payload itself is the value. */
  readonly path: readonly (string | number)[];
  /** Payload word or number (as text) → word of the point's class: `{ OPEN: "open" }`. */
  readonly values?: Readonly<Record<string, string>>;
  /** Multiplies a number to reach the class's unit. */
  readonly scale: number;
  /** Where the payload carries its own time, and in which form. */
  readonly time?: { readonly path: readonly (string | number)[]; readonly form: "iso" | "ms" | "s" };
  /** The device's last will and birth. */
  readonly availability?: { readonly topic: string; readonly online: string; readonly offline: string };
};

export type ModbusTable = "coil" | "discrete" | "holding" | "input";
export type ModbusType = "bit" | "u16" | "i16" | "u32" | "i32" | "f32" | "u64" | "i64" | "f64";

export type ModbusSource = {
  readonly is: "modbus";
  /** Key into `sources.modbus`. */
  readonly line: string;
  /** Unit id on the wire, 0..255. */
  readonly unit: number;
  readonly table: ModbusTable;
  /** Zero-based address on the wire, 0..65535. */
  readonly address: number;
  readonly type: ModbusType;
  /** Only for `bit` in a register table: which bit, 0 = least significant. */
  readonly bit?: number;
  /** `big`: high word first (ABCD); `little`: low word first (CDAB). Bytes inside a word are always big-endian. */
  readonly words: "big" | "little";
  /** value = raw × scale + offset, in the class's unit. */
  readonly scale: number;
  readonly offset: number;
  /** Raw values that mean "no value", compared as unsigned integers over all words of the point, before scaling. */
  readonly sentinels: readonly bigint[];
  /** Raw number (as text) → word of the point's class: `{ "1": "cool" }`. */
  readonly values?: Readonly<Record<string, string>>;
  readonly every: Millis;
};

export type Sources = {
  readonly mqtt?: MqttBroker;
  readonly modbus: Readonly<Record<string, ModbusLine>>;
};

export type MqttBroker =
  | { readonly is: "embedded"; readonly host: string; readonly port: number; readonly maxPacketBytes: number }
  | {
      readonly is: "external";
      /** `mqtt://host:port` or `mqtts://host:port`. */
      readonly url: string;
      readonly version: 4 | 5;
      readonly username?: string;
      /** Name of the environment variable that holds the password. */
      readonly passwordEnv?: string;
      readonly maxPacketBytes: number;
    };

/** One TCP endpoint; the units behind it share one connection and one request in flight. */
export type ModbusLine = {
  readonly host: string;
  readonly port: number;
  /** Longest wait for one answer. */
  readonly timeout: Millis;
  /** Longest wait for the connection. */
  readonly connectTimeout: Millis;
  /** Idle time between two requests. */
  readonly gap: Millis;
};

/** `url` without a closing slash; `tokenEnv`: environment variable that holds the token. */
export type GrafanaTarget = { readonly url: string; readonly tokenEnv: string };

/** Where readings are kept. The embedded history is always on; each entry of `influx` receives every batch as well. */
export type HistoryPlan = {
  readonly keepDays: number;
  readonly influx: readonly InfluxTarget[];
};

/** An InfluxDB 1.x/2.x/3 or VictoriaMetrics that takes `POST /write` line protocol. */
export type InfluxTarget = {
  readonly name: string;
  /** `http://host:8086` */
  readonly url: string;
  readonly database: string;
  readonly username?: string;
  /** Name of the environment variable that holds the password or token. */
  readonly passwordEnv?: string;
  /** Oldest spooled batches go when the spool is larger than this. */
  readonly spoolMegabytes: number;
};
