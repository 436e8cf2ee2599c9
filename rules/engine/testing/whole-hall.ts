import { readFileSync } from "node:fs";
import { parsePack } from "../../language/pack.ts";
import type { Pack } from "../../language/rule.ts";
import type { Reading } from "../../reading/reading.ts";
import type { Point, Site } from "../../site/model.ts";
import { parseSite } from "../../site/parse.ts";
import type { Instant } from "../../time/instant.ts";
import { type Rulebook, rulebook } from "../rulebook.ts";

const read = (path: string): string => readFileSync(new URL(`../../packs/${path}`, import.meta.url), "utf8");

const pack = (name: string): Pack => {
  const parsed = parsePack(read(`${name}.yaml`), name);
  if (parsed.is !== "pack") throw new Error(parsed.problems.map(({ message }) => message).join("; "));
  return parsed.pack;
};

/** The service hall that comes with the packs, with all that they ask of it, and all clerks. */
export const wholeHall = (): { readonly site: Site; readonly book: Rulebook } => {
  const parsed = parseSite(read("sites/site-a.yaml"), "site-a.yaml");
  if (parsed.is !== "site") throw new Error(parsed.problems.map(({ message }) => message).join("; "));
  const keys = [{ id: "K1", name: { zh: "前门钥匙", en: "front door key" }, opens: ["D1"], holder: null }];
  const site = { ...parsed.site, keys };
  return { site, book: rulebook(site, [pack("generic"), pack("service-hall")]) };
};

/** What a point says that is as it should be after closing: closed, locked, off. */
const calm = ({ class: { words }, range }: Point): number => {
  const word = words?.findIndex(each => CALM.has(each)) ?? -1;
  if (words) return Math.max(0, word);
  return range && range[0] > 0 ? range[0] : 0;
};

const CALM = new Set(["closed", "locked", "off", "normal", "online", "ok", "ready", "armed"]);

/** Every point of a hall says that all is calm, but those that are named, which say so much more. */
export const calmly = (
  site: Site,
  at: Instant,
  others: Readonly<Record<string, number>> = {},
): readonly Reading[] =>
  site.points.map(point => ({
    point: point.index,
    value: others[point.id] ?? calm(point),
    at,
    receivedAt: at,
    quality: "good",
  }));
