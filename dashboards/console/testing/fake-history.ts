import type { WirePoint } from "#gateway/wire/point.ts";

type Past = { readonly at: string; readonly value: number | null; readonly quality: "good" | "bad" };

/** What a point said each minute of a stretch: measures swing, words hold, and nobody saw what a lost point did. */
export const fakeHistory = (point: WirePoint, from: number, to: number): { readonly values: Past[] } => {
  const random = seeded([...point.point].reduce((sum, letter) => sum * 31 + letter.charCodeAt(0), 7));
  const lostSince = point.state === "good" ? Number.POSITIVE_INFINITY : Date.parse(point.at ?? point.since);
  const values: Past[] = [];
  for (let at = from; at <= to; at += 60_000) {
    const isLost = at > lostSince;
    const swing = 1 + 0.03 * Math.sin(at / 1_400_000) + 0.006 * (random() - 0.5);
    const value = point.unit === undefined ? point.value : Math.round((point.value ?? 0) * swing * 10) / 10;
    values.push({
      at: new Date(at).toISOString(),
      value: isLost ? null : value,
      quality: isLost ? "bad" : "good",
    });
  }
  return { values };
};

const seeded = (seed: number) => () => {
  seed = (Math.imul(seed, 1664525) + 1013904223) >>> 0;
  return seed / 2 ** 32;
};
