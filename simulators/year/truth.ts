/** Something that was made to go wrong, or to be done, and that a gateway may find. Times in ms since 1970. */
export type YearFault = {
  readonly kind: /** A light was left on; `isSilent`: its own sensor says nothing meanwhile. */
    | "light-left-on"
    /** The air-conditioner was left running, and says so. */
    | "cooling-left-on"
    /** It says that it is off and draws power all the same. */
    | "stuck-valve"
    /** Something on a circuit that no meter but the main one sees. */
    | "unmetered-load"
    /** The cooling setpoint is below what is allowed, on a day on which it matters. */
    | "setpoint"
    /** A clock on the wall is wrong. */
    | "wall-clock"
    /** A device's own clock is ahead; behind. */
    | "clock-ahead"
    | "clock-behind"
    /** A sensor says nothing. */
    | "silent"
    /** A counter: began again at 0; began its next round; was replaced; was not heard; told a 0 once. */
    | "reset"
    | "rollover"
    | "replacement"
    | "gap"
    | "glitch";
  /** Id of the equipment or of the meter. */
  readonly target: string;
  /** Business day that it belongs to. */
  readonly date: string;
  readonly from: number;
  readonly to: number;
  /** W; 0 where it draws nothing. */
  readonly powerW: number;
  readonly isSilent: boolean;
};

/** What a person says of a replaced meter, and when. */
export type SaidOfMeter = {
  readonly meter: string;
  readonly saidAt: number;
  readonly at: number;
  readonly endKwh: number;
  readonly startKwh: number;
};

/** What is true of a day. */
export type TrueDay = {
  readonly date: string;
  readonly isOpen: boolean;
  /** Mean temperature outside. */
  readonly outdoorC: number;
  /** What flowed through each meter. */
  readonly kWh: Readonly<Record<string, number>>;
  /** What the air-conditioner would have used more, had it stayed at 24 °C. */
  readonly savedKwh: number;
};

/** All that is true of a made-up year. Complete once its readings have been taken to the end. */
export type YearTruth = {
  readonly days: readonly TrueDay[];
  /** What each closing was worth: `none` where nobody certified it. */
  readonly closings: ReadonlyMap<string, "signed" | "partial" | "broken" | "none">;
  readonly faults: readonly YearFault[];
  /** From this date on the cooling setpoint is 26 °C, before it 24 °C. */
  readonly changedOn: string;
  readonly said: readonly SaidOfMeter[];
  /** By meter: what its counters counted from the first to the last reading, and what of it nobody can know. */
  readonly meters: ReadonlyMap<string, { readonly countedKwh: number; readonly lostKwh: number }>;
};
