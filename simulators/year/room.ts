/** A hall as one room with one air-conditioner: what heats it, what it loses, what it takes to keep it. */
export type Room = {
  /** Lets five minutes pass and says what the air-conditioner drew in them, W. */
  step(now: Around): number;
  /** °C */
  readonly insideC: () => number;
};

export type Around = {
  readonly outdoorC: number;
  /** People, lights and sun, kW. */
  readonly gainsKw: number;
  readonly mode: "off" | "cool" | "heat";
  readonly setpointC: number;
};

const STEP_H = 5 / 60;
/** Walls and a glass front of a hall of 300 m². */
const LOSS_KW_PER_K = 0.6;
const HEAT_KWH_PER_K = 6;
/** As much heat as the machine can move. */
const MOST_KW = 18;
const FANS_W = 90;

/** @param insideC  °C to begin with */
export const room = (insideC: number): Room => {
  let now = insideC;
  return {
    insideC: () => now,
    step: ({ outdoorC, gainsKw, mode, setpointC }) => {
      // It holds the room and brings it to its setpoint within an hour.
      const wanted =
        LOSS_KW_PER_K * (outdoorC - setpointC) + gainsKw + (HEAT_KWH_PER_K * (now - setpointC)) / 1;
      const moved =
        mode === "cool" ? clamp(wanted, 0, MOST_KW) : mode === "heat" ? clamp(wanted, -MOST_KW, 0) : 0;
      now += (STEP_H * (LOSS_KW_PER_K * (outdoorC - now) + gainsKw - moved)) / HEAT_KWH_PER_K;
      if (mode === "off") return 0;
      return FANS_W + (1_000 * Math.abs(moved)) / performance(mode, outdoorC);
    },
  };
};

/** Heat moved by a unit of electricity: less the hotter, or the colder, it is outside. */
const performance = (mode: "cool" | "heat", outdoorC: number): number =>
  mode === "cool" ? clamp(3.6 - 0.05 * (outdoorC - 28), 2, 5) : clamp(3 + 0.05 * (outdoorC - 5), 1.8, 4);

const clamp = (value: number, low: number, high: number): number => Math.min(high, Math.max(low, value));
