import type { MqttBroker } from "#rules/site/broker.ts";
import type { Point, Site } from "#rules/site/model.ts";
import type { Finding, Mark } from "../install/doctor/finding.ts";
import type { WirePoint } from "../wire/point.ts";
import { ageText, valueText } from "./points-text.ts";
import type { Words } from "./words/language.ts";

/**
 * A line for each point that cannot be trusted, and one for all that can: last value, age, why, and what to type next.
 *
 * @param at    when the points were seen, ms
 * @param site  where their sources are from; null: only the gateway knows, and there is nothing to type
 * @param all   a line for the good ones, too
 */
export const pointFindings = (
  points: readonly WirePoint[],
  at: number,
  site: Site | null,
  all: boolean,
  words: Words,
): readonly Finding[] => {
  const good = points.filter(({ state }) => state === "good");
  const bad = points.filter(({ state }) => state !== "good");
  const sources = new Map(site?.points.map(point => [point.id, point]));
  const summary: Finding = {
    mark: good.length === points.length ? "ok" : "bad",
    about: "points",
    text: words.points.trust(points.length, bad.length),
  };
  const line = (point: WirePoint): Finding => {
    const source = sources.get(point.point);
    const fix = point.state === "good" || !source ? undefined : fixOf(source, site);
    return {
      mark: MARKS[point.state],
      about: point.point,
      text: [
        words.points.state(point.state),
        ...(point.value === null ? [] : [valueText(point, words), ageText(point, at, words)]),
        ...(point.reason === undefined ? [] : [point.reason]),
      ].join("  "),
      ...(fix !== undefined && { fix }),
    };
  };
  return [summary, ...bad.map(line), ...(all ? good.map(line) : [])];
};

const MARKS: Readonly<Record<WirePoint["state"], Mark>> = {
  good: "ok",
  stale: "warn",
  bad: "bad",
  never: "bad",
};

/** What an installer types to see the point where it comes from. */
const fixOf = ({ source }: Point, site: Site | null): string | undefined => {
  switch (source.is) {
    case "modbus": {
      const wire = site?.sources.modbus[source.line]?.wire;
      if (!wire) return undefined;
      const where = wire.is === "serial" ? wire.port : `${wire.host}:${wire.port}`;
      const framing = wire.is === "rtu" ? " --framing rtu" : "";
      return `hallwatch modbus read ${where}${framing} --unit ${source.unit} --${source.table} ${source.address} --count 4`;
    }
    case "mqtt":
      return `hallwatch mqtt listen ${brokerUrl(site?.sources.mqtt)}`;
    default:
      return undefined;
  }
};

const brokerUrl = (broker: MqttBroker | undefined): string =>
  broker?.is === "external" ? broker.url : `mqtt://127.0.0.1:${broker?.port ?? 1883}`;
