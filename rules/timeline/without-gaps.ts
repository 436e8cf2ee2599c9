/** The same without the keys that have no value: what nobody asked for is not there at all. */
export const withoutGaps = <T extends object>(
  record: {
    readonly [K in keyof T]: T[K] | undefined;
  },
): T => Object.fromEntries(Object.entries(record).filter(([, value]) => value !== undefined)) as T;
