import { useEffect, useState } from "preact/hooks";
import type { WireDevice, WireDeviceRead, WirePointRead } from "#gateway/wire/device.ts";
import { shortName } from "../format/short-name.ts";
import { moment } from "../format/time.ts";
import { valueText } from "../format/value.ts";
import { Dialog } from "../parts/dialog.tsx";
import { Unknown } from "../parts/unknown.tsx";
import { ApiError, asksWho, post } from "../store/api.ts";
import { now, points, timeZone } from "../store/live.ts";
import { say, t } from "../words/language.ts";
import { rawText } from "./raw-text.ts";

type Read =
  | { readonly is: "reading" }
  | { readonly is: "read"; readonly answer: WireDeviceRead }
  | { readonly is: "failed"; readonly why: string };

/** What one Modbus device says right now, as it came and as it is understood, beside what was known before. */
export const ReadDialog = ({ device, onClose }: { device: WireDevice; onClose: () => void }) => {
  const words = t().devices;
  const [read, setRead] = useState<Read>({ is: "reading" });
  const ask = async (): Promise<void> => {
    setRead({ is: "reading" });
    try {
      setRead({ is: "read", answer: await post<WireDeviceRead>("/api/devices/read", { device: device.id }) });
    } catch (error) {
      if (!(error instanceof ApiError)) throw error;
      setRead({ is: "failed", why: whyOf(error) });
    }
  };
  useEffect(() => void ask(), [device.id]);
  return (
    <Dialog title={words.readTitle(say(device.name))} onClose={onClose}>
      <p class="meaning">{words.readMeaning}</p>
      <div class="live-read" aria-live="polite">
        {read.is === "reading" && <p class="calm">{words.reading}</p>}
        {read.is === "failed" && (
          <p class="refusal">
            {words.readFailed} <small>{read.why}</small>
          </p>
        )}
        {read.is === "read" && <ReadPoints read={read.answer} owner={say(device.name)} />}
      </div>
      <footer>
        <button type="button" disabled={read.is === "reading"} onClick={() => void ask()}>
          {words.readAgain}
        </button>
      </footer>
    </Dialog>
  );
};

const whyOf = (error: ApiError): string => {
  if (error.code === "OFFLINE") return t().needsLink;
  return asksWho(error) ? t().signInNeeded : error.message;
};

const ReadPoints = ({ read: { at, points: of }, owner }: { read: WireDeviceRead; owner: string }) => {
  const { columns, readAt } = t().devices;
  return (
    <>
      <p class="quiet">{readAt(moment(Date.parse(at), now.value, timeZone.value))}</p>
      <table>
        <thead>
          <tr>
            <th scope="col">{columns.point}</th>
            <th scope="col">{columns.value}</th>
            <th scope="col">{columns.raw}</th>
            <th scope="col">{columns.known}</th>
          </tr>
        </thead>
        <tbody>
          {of.map(point => (
            <ReadPoint key={point.point} read={point} owner={owner} />
          ))}
        </tbody>
      </table>
    </>
  );
};

const ReadPoint = ({ read, owner }: { read: WirePointRead; owner: string }) => {
  const words = t().devices;
  const { known } = read;
  const pointClass = points.value.get(read.point)?.peek().class;
  return (
    <tr>
      <th scope="row">{shortName(say(read.name), owner)}</th>
      <td data-label={words.columns.value}>
        {read.value === null ? (
          <>
            <span class="unknown">
              <b aria-hidden="true">?</b>
            </span>
            {read.reason && <small lang="en"> {read.reason}</small>}
          </>
        ) : (
          <span class="reading">{valueText(read, pointClass)}</span>
        )}
      </td>
      <td data-label={words.columns.raw}>
        {read.raw.length === 0 ? (
          <span class="quiet">{words.noRaw}</span>
        ) : (
          read.raw.map(place => <code key={`${place.table} ${place.address}`}>{rawText(place)}</code>)
        )}
      </td>
      <td data-label={words.columns.known}>
        {known.state === "good" ? valueText(known, pointClass) : <Unknown at={known.at} />}
      </td>
    </tr>
  );
};
