/** What an installer may expect a number to be. */
export type QuantityName = keyof typeof QUANTITIES;

export type Quantity = {
  /** Of the values below. */
  readonly unit: string;
  /** Nothing outside of it is ever measured; both ends included. */
  readonly low: number;
  readonly high: number;
  /** By what devices multiply a whole number, and a floating-point one, to get the unit. */
  readonly integerScales: readonly number[];
  readonly floatScales: readonly number[];
  /** How likely a value is where the quantity is measured, per unit; 0 outside of the range. */
  readonly density: (value: number) => number;
  /** Whether values below zero are usual, so that a signed type is the better guess. */
  readonly isSigned: boolean;
};

/** Share of values that lie anywhere in the range, away from where they usually do. */
const STRAY = 0.1;

/** Around values that mains, rooms and the like have: a two-sided exponential each. Weights add up to 1. */
const around =
  (low: number, high: number, peaks: readonly (readonly [at: number, width: number, weight: number])[]) =>
  (value: number): number => {
    if (value < low || value > high) return 0;
    const usual = peaks.reduce(
      (sum, [at, width, weight]) => sum + (weight * Math.exp(-Math.abs(value - at) / width)) / (2 * width),
      0,
    );
    return STRAY / (high - low) + (1 - STRAY) * usual;
  };

/** As many between 1 and 10 as between 10 and 100. `below`: the share of values under zero. */
const anySize =
  (least: number, most: number, below: number) =>
  (value: number): number => {
    const size = Math.abs(value);
    if (size < least || size > most) return 0;
    return (value < 0 ? below : 1 - below) / (size * Math.log(most / least));
  };

const TENTHS = [1, 0.1, 0.01, 0.001] as const;

/**
 * What halls measure, with the ranges in which it is plausible. The range of voltage is the one that a meter's page must
 * meet before it is taken: 80 to 480 V covers phase and line voltages of every low-voltage grid. Widths and shares are ours.
 */
export const QUANTITIES = {
  voltage: {
    unit: "V",
    low: 80,
    high: 480,
    integerScales: TENTHS,
    // The DTSU666 writes tenths of a volt and hundredths of a hertz as floats.
    floatScales: [1, 0.1],
    density: around(80, 480, [
      [230, 8, 0.65],
      [400, 12, 0.25],
      [120, 6, 0.1],
    ]),
    isSigned: false,
  },
  current: {
    unit: "A",
    low: -5_000,
    high: 5_000,
    integerScales: TENTHS,
    floatScales: [1],
    density: anySize(0.005, 5_000, 0.1),
    isSigned: true,
  },
  power: {
    unit: "W",
    low: -2e6,
    high: 2e6,
    integerScales: [1, 0.1, 0.01, 10, 100],
    floatScales: [1, 1_000],
    density: anySize(0.1, 2e6, 0.2),
    isSigned: true,
  },
  energy: {
    unit: "kWh",
    low: 0,
    high: 1e8,
    integerScales: [1, 0.1, 0.01, 0.001],
    floatScales: [1, 0.001],
    density: anySize(0.01, 1e8, 0),
    isSigned: false,
  },
  frequency: {
    unit: "Hz",
    low: 45,
    high: 65,
    integerScales: TENTHS,
    floatScales: [1, 0.01],
    density: around(45, 65, [
      [50, 0.1, 0.8],
      [60, 0.1, 0.2],
    ]),
    isSigned: false,
  },
  temperature: {
    unit: "°C",
    low: -40,
    high: 85,
    integerScales: [1, 0.1, 0.01],
    floatScales: [1],
    density: around(-40, 85, [[23, 6, 1]]),
    isSigned: true,
  },
  humidity: {
    unit: "%",
    low: 0,
    high: 100,
    integerScales: [1, 0.1, 0.01],
    floatScales: [1],
    density: around(0, 100, [[50, 15, 1]]),
    isSigned: false,
  },
} as const satisfies Readonly<Record<string, Quantity>>;
