/** A moment on the world's clock: milliseconds since 1970-01-01T00:00:00Z, a whole number. */
export type Instant = number & { readonly instant: unique symbol };

/** A length of time in milliseconds. Write `minutes(10)`, never `600_000`. */
export type Millis = number & { readonly millis: unique symbol };

/** Brands a number of milliseconds since the epoch. */
export const instant = (epochMillis: number): Instant => epochMillis as Instant;

/** Brands a number of milliseconds as a length of time. */
export const millis = (n: number): Millis => n as Millis;
export const seconds = (n: number): Millis => (n * 1_000) as Millis;
export const minutes = (n: number): Millis => (n * 60_000) as Millis;
export const hours = (n: number): Millis => (n * 3_600_000) as Millis;

/** The moment `length` after `at`. A negative length goes back. */
export const after = (at: Instant, length: Millis): Instant => (at + length) as Instant;

/** How long it is from `from` to `to`; negative when `to` is earlier. */
export const between = (from: Instant, to: Instant): Millis => (to - from) as Millis;

/** `2025-07-08T09:45:00.000Z`: for files, logs and the wire. */
export const toIso = (at: Instant): string => new Date(at).toISOString();
