import { ago, toMs } from "../format/time.ts";
import { percent, valueText } from "../format/value.ts";
import { Icon, kindIcon } from "../parts/icon.tsx";
import { now } from "../store/live.ts";
import { say, t } from "../words/language.ts";
import { DayStrip } from "./day-strip.tsx";
import { isWell, type Member } from "./groups.ts";
import { deviceKey, lastDay } from "./last-day.ts";
import { RhythmBar } from "./rhythm-bar.tsx";

/** One device: how long it has been silent, how well it answers, and what of it cannot be trusted. */
export const DeviceRow = ({ of: { device, unit }, onRead }: { of: Member; onRead: () => void }) => {
  const words = t().devices;
  const heard = toMs(device.heardAt);
  const hours = lastDay.value.get(deviceKey(device));
  return (
    <li class={isWell(device) ? "device" : "device is-blind"}>
      <Icon name={device.kind === "zone" ? "plan" : kindIcon(device.kind)} />
      <div class="device-name">
        <strong>{say(device.name)}</strong>{" "}
        <small>
          {device.id} · {placeOf(device.via)}
        </small>
        {device.profile !== null && (
          <p>
            <code>{device.profile}</code>
          </p>
        )}
      </div>
      <div class="device-heard">
        <RhythmBar silence={device.silence} />
        <span class="age">{heard === null ? words.neverHeard : words.heard(ago(heard, now.value))}</span>
        {hours && <DayStrip hours={hours} />}
      </div>
      <div class="device-facts">
        <p>
          {isWell(device) ? (
            words.points(device.points.good, device.points.total)
          ) : (
            <span class="unknown">
              <b aria-hidden="true">?</b> {words.points(device.points.good, device.points.total)}
            </span>
          )}
        </p>
        <p class="quiet">{factsOf({ device, unit }).join(" · ")}</p>
        {device.reasons.map(reason => (
          <p key={reason} class="reason">
            <small lang="en">{reason}</small>
          </p>
        ))}
      </div>
      {device.via.startsWith("modbus:") && (
        <button type="button" onClick={onRead}>
          {words.readNow}
          <span class="unseen"> {say(device.name)}</span>
        </button>
      )}
    </li>
  );
};

const placeOf = (via: string): string => {
  const unit = /^modbus:[^/]+\/(.+)$/.exec(via)?.[1];
  return unit === undefined ? via : t().devices.unit(unit);
};

const factsOf = ({ device, unit }: Member): readonly string[] => {
  const words = t().devices;
  const { successPercent, answerMs } = unit?.gauges ?? {};
  return [
    ...(successPercent === undefined ? [] : [words.success(percent(successPercent / 100))]),
    ...(answerMs === undefined ? [] : [words.answer(Math.round(answerMs))]),
    ...(device.battery === null ? [] : [words.battery(valueText({ value: device.battery, unit: "%" }))]),
  ];
};
