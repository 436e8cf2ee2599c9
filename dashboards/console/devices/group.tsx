import type { WireDevice, WireSource } from "#gateway/wire/device.ts";
import { duration, shortMoment } from "../format/time.ts";
import { percent } from "../format/value.ts";
import { now, timeZone } from "../store/live.ts";
import { t } from "../words/language.ts";
import { DeviceRow } from "./device-row.tsx";
import { type Group, isWell, type Member } from "./groups.ts";
import { Refused } from "./refused.tsx";

/** A source and what is behind it, with what they have in common on top. */
export const DeviceGroup = ({ group, onRead }: { group: Group; onRead: (device: WireDevice) => void }) => {
  const words = t().devices;
  const { source, shared, devices } = group;
  const [troubled, well] = [
    devices.filter(({ device }) => !isWell(device)),
    devices.filter(({ device }) => isWell(device)),
  ];
  const isFolded = well.length >= MANY;
  const rows = (of: readonly Member[]) => (
    <ul class="device-list">
      {of.map(member => (
        <DeviceRow
          key={`${member.device.id} ${member.device.via}`}
          of={member}
          onRead={() => onRead(member.device)}
        />
      ))}
    </ul>
  );
  return (
    <section class="source">
      <header>
        <h2>
          {nameOf(group.id)} <span>({devices.length})</span>
        </h2>
        {source && <SourceState source={source} />}
        {source && <p class="quiet">{factsOf(source).join(" · ")}</p>}
        {source && source.lastError !== "" && source.state !== "up" && (
          <p class="reason">
            <small lang="en">{source.lastError}</small>
          </p>
        )}
        {source && <Refused source={source} />}
        {shared && <p class="shared">{words.shared(shared.count, shared.reason)}</p>}
      </header>
      {rows(isFolded ? troubled : devices)}
      {isFolded && (
        <details class="well-ones">
          <summary>{words.well(well.length)}</summary>
          {rows(well)}
        </details>
      )}
    </section>
  );
};

/** So many that are well are in the way of what is not. */
const MANY = 8;

/** Up is plain, anything else is something that cannot be seen through. */
export const SourceState = ({
  source: { state, since },
}: {
  source: Pick<WireSource, "state" | "since">;
}) => {
  const words = t().devices;
  const from = words.since(shortMoment(Date.parse(since), now.value, timeZone.value));
  return (
    <p>
      {state === "up" ? (
        words.state[state]
      ) : (
        <span class="unknown">
          <b aria-hidden="true">?</b> {words.state[state]}
        </span>
      )}{" "}
      <span class="age">{from}</span>
    </p>
  );
};

const nameOf = (id: string): string => {
  const words = t().devices;
  if (id === "mqtt") return words.broker;
  return id.startsWith("modbus:") ? words.line(id.slice("modbus:".length)) : words.other(id);
};

const factsOf = ({
  gauges: { utilisationPercent, cycleMs, unitsDown, certificateDays },
}: WireSource): readonly string[] => {
  const words = t().devices;
  return [
    ...(utilisationPercent === undefined ? [] : [words.busy(percent(utilisationPercent / 100))]),
    ...(cycleMs === undefined ? [] : [words.cycle(duration(cycleMs))]),
    ...(certificateDays === undefined ? [] : [words.certificate(Math.floor(certificateDays))]),
    ...(unitsDown === undefined || unitsDown === 0 ? [] : [words.unitsDown(unitsDown)]),
  ];
};
