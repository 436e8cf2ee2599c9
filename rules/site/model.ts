import type { HallCalendar } from "../time/calendar.ts";
import type { Millis } from "../time/instant.ts";
import type { BackupPlan } from "./backup-plan.ts";
import type { MqttBroker } from "./broker.ts";
import type { ControlPlan } from "./control-plan.ts";
import type { CircuitUse, EnergyPlan, MeterUse } from "./energy-plan.ts";
import type { ModbusLine, ModbusSource } from "./modbus.ts";
import type { MqttSource } from "./mqtt.ts";
import type { NotifyPlan } from "./notify-plan.ts";
import type {
  Dlt645Line,
  Dlt645Source,
  HikvisionPlan,
  HikvisionSource,
  PanelLine,
  PanelSource,
  ReceiverPlan,
  ReceiverSource,
} from "./other-wires.ts";
import type { PointClass } from "./point-class.ts";
import type { ReportPlan } from "./report-plan.ts";
import type { Role } from "./role.ts";
import type { Roster } from "./roster.ts";
import type { SitePlan } from "./site-plan.ts";
import type { Words } from "./words.ts";

/** They stand apart since what is named below is written with them. */
export type { MqttBroker } from "./broker.ts";
export type { CircuitUse } from "./energy-plan.ts";
export type {
  ModbusFactor,
  ModbusLine,
  ModbusPlace,
  ModbusSource,
  ModbusTable,
  ModbusType,
  ModbusWire,
  ModbusWrite,
  UnitLimits,
} from "./modbus.ts";
export type { MqttFamily, MqttSource, MqttWrite } from "./mqtt.ts";
export type { AlertClass, Role } from "./role.ts";
export type { Words } from "./words.ts";

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
  /** A Grafana that pages lead to, and whose graphs may get a mark for every alert; absent: none. */
  readonly grafana?: GrafanaTarget;
  /** Where zones and equipment are on the floor plan; absent: nobody said. */
  readonly plan?: SitePlan;
  /** The register of keys; absent: none. */
  readonly keys?: readonly Key[];
  /** What may be switched from here; absent: nothing. */
  readonly controls?: ControlPlan;
  /** What measures the hall's energy, what it costs and emits; absent: nothing measures any. */
  readonly energy?: EnergyPlan;
  /** Which reports are owed, by whom and to whom; absent: the usual ones, with nobody named. */
  readonly reports?: ReportPlan;
  /** Days that the record of what happened is kept; absent: 400. */
  readonly record?: { readonly keepDays: number };
  /** Where and when it is backed up; absent: never by itself. */
  readonly backup?: BackupPlan;
};

export type Person = {
  readonly id: string;
  readonly name: string;
  readonly roles: readonly Role[];
  /** Ids of the zones that the person answers for (`owns`); absent: none. */
  readonly zones?: readonly string[];
  /** How the person is reached, first choice first; the next one is tried when one does not deliver. Absent: nohow. */
  readonly reach?: readonly Reach[];
};

/** A key or card, what it opens, and who had it when the site file was written; null: it was in the key box. */
export type Key = {
  readonly id: string;
  readonly name: Words;
  /** Ids of doors, shutters and cabinets. */
  readonly opens: readonly string[];
  readonly holder: string | null;
};

/** A channel of the hall's plan by name, and where it reaches the person: an e-mail address, a mobile number, a topic. */
export type Reach = { readonly channel: string; readonly address: string };

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
  | "hydrant"
  | "checkpoint"
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
  | "line"
  | "gateway";

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
  /** What the energy behind a `meter` is used for; absent: nobody said. */
  readonly meters?: MeterUse;
  /** Id of the meter through which its energy flows as well; absent: by the plan of the whole. */
  readonly under?: string;
  /** Id of the camera that sees it. */
  readonly camera?: string;
  /** Id of the door that one must pass to get there: where it stayed shut, nobody was there. */
  readonly behind?: string;
  /** What the NFC tag at it says that it is: hex digits without anything between them, upper case. */
  readonly nfc?: string;
  /** Only for `line`: the Modbus line that it is, a key into `sources.modbus`. */
  readonly line?: string;
  /** Id of the profile of its model; absent: the site file describes it itself. */
  readonly profile?: string;
  /** Only for `extinguisher`: its entry in the register. */
  readonly register?: ExtinguisherEntry;
};

/** Dates are `YYYY-MM-DD` in the hall's zone. */
export type ExtinguisherEntry = {
  readonly agent: "water" | "powder" | "clean-gas" | "co2";
  readonly madeOn: string;
  readonly lastServicedOn?: string;
  /** When it is due for its next service, and when its life ends (GB 50444-2008 periods by agent). */
  readonly nextServiceOn: string;
  readonly scrapOn: string;
  /** The earlier of the two. */
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

export type PointSource = MqttSource | ModbusSource | OtherSource | OwnSource;

/** What comes over wires beside MQTT and Modbus. */
export type OtherSource = Dlt645Source | HikvisionSource | PanelSource | ReceiverSource;

/**
 * What the gateway measures of itself: which of its figures is the role of the point. `of`: of which of its sources, by
 * the id of its health (`modbus:plant` for a line, `modbus:plant/3` for a unit); absent: of itself as a whole.
 */
export type OwnSource = { readonly is: "own"; readonly of?: string };

export type Sources = {
  readonly mqtt?: MqttBroker;
  readonly modbus: Readonly<Record<string, ModbusLine>>;
  /** Buses of DL/T 645-2007 meters by name; absent: none. */
  readonly dlt645?: Readonly<Record<string, Dlt645Line>>;
  /** Hikvision recorders by name; absent: none. */
  readonly hikvision?: Readonly<Record<string, HikvisionPlan>>;
  /** Printer lines of fire alarm panels by name; absent: none. */
  readonly panel?: Readonly<Record<string, PanelLine>>;
  /** Receivers of intruder panels by name; absent: none. */
  readonly receiver?: Readonly<Record<string, ReceiverPlan>>;
};

/** A Grafana that people open, and that the gateway may write to. */
export type GrafanaTarget = {
  /** Without a closing slash. */
  readonly url: string;
  /** Where people open it, over http or https, without a closing slash. */
  readonly link: string;
  /** Environment variable that holds the token; null: nothing is written there. */
  readonly tokenEnv: string | null;
  /** Whether values are pushed to Grafana Live as they come. */
  readonly isLive: boolean;
};

/** Where readings are kept. The embedded history is always on; each entry of `influx` receives every batch as well. */
export type HistoryPlan = {
  /** Days that readings are kept, and their roll-ups to minutes and to quarters of an hour. */
  readonly keepDays: number;
  readonly keepMinutesDays: number;
  readonly keepQuartersDays: number;
  /** Days that readings of these classes are kept instead. */
  readonly keepClasses: Readonly<Record<string, number>>;
  readonly influx: readonly InfluxTarget[];
  /** Name of the entry of `influx` that courses are read from; absent: the embedded history. */
  readonly coursesFrom?: string;
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
  /** Whether database, retention and down-sampling are set up there, where it is an InfluxDB 1.x; absent: they are. */
  readonly setUp?: boolean;
  /** Days that readings and their roll-ups are kept there; null or absent: for ever. */
  readonly keep?: {
    readonly readings: number | null;
    readonly minutes: number | null;
    readonly quarters: number | null;
  };
  /** Most of the time that what waited may be sent in, above 0 and below 1; absent: half. */
  readonly backlogShare?: number;
};
