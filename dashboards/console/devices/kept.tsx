import type { ComponentChildren } from "preact";
import type { WireHealth } from "#gateway/wire/health.ts";
import { duration } from "../format/time.ts";
import { t } from "../words/language.ts";

type Kept = WireHealth["kept"];

const HOUR_MS = 3_600_000;

/** The record: for how long what is kept, how large it is, how old the last good backup is, and what the clock is worth. */
export const KeptHere = ({ kept }: { kept: Kept }) => {
  const words = t().kept;
  const { recordDays, readingsDays, minutesDays, quartersDays, historyBytes } = kept;
  return (
    <>
      <h3>{words.title}</h3>
      <dl class="kept-facts">
        <Fact name={words.record}>{words.days(recordDays)}</Fact>
        <Fact name={words.readings}>
          {words.days(readingsDays)}
          <small>{words.rolledUp(minutesDays, quartersDays)}</small>
        </Fact>
        <Fact name={words.size}>
          {historyBytes === null ? <Doubt text={words.unknown} /> : sizeText(historyBytes)}
        </Fact>
        <Fact name={words.backup}>
          <Backup of={kept.backup} />
        </Fact>
        <Fact name={words.clock}>
          <Clock offsetSeconds={Math.round(kept.clockOffsetSeconds)} />
        </Fact>
      </dl>
    </>
  );
};

const Fact = ({ name, children }: { name: string; children: ComponentChildren }) => (
  <div>
    <dt>{name}</dt>
    <dd>{children}</dd>
  </div>
);

/** What the site file does not ask for is a doubt; what it asks for and is not there is a problem of the gateway, told above. */
const Backup = ({ of }: { of: Kept["backup"] }) => {
  const words = t().kept;
  switch (of.is) {
    case "unplanned":
      return <Doubt text={words.unplanned} />;
    case "none":
      return <strong>! {words.none}</strong>;
    case "made": {
      const age = words.ago(duration(of.ageHours * HOUR_MS));
      return of.isOld ? <strong>! {age}</strong> : <span>{age}</span>;
    }
    default:
      return of satisfies never;
  }
};

const Clock = ({ offsetSeconds }: { offsetSeconds: number }) => {
  const words = t().kept;
  if (offsetSeconds === 0) return <span>{words.right}</span>;
  const length = duration(Math.abs(offsetSeconds) * 1000);
  return <strong>! {offsetSeconds > 0 ? words.ahead(length) : words.behind(length)}</strong>;
};

const Doubt = ({ text }: { text: string }) => (
  <span class="quiet">
    <b aria-hidden="true">?</b> {text}
  </span>
);

/** As people read it, in decimal units: `1.2 GB`, `38.0 MB`. */
const sizeText = (bytes: number): string => {
  const [most, unit] = bytes >= 1e9 ? [1e9, "GB"] : bytes >= 1e6 ? [1e6, "MB"] : [1e3, "kB"];
  return `${(bytes / most).toFixed(1)}\u202f${unit}`;
};
