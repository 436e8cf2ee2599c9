import "../styles/devices.css";
import { useEffect, useState } from "preact/hooks";
import type { WireDevice, WireDeviceList } from "#gateway/wire/device.ts";
import { NotRead, OldRead } from "../parts/not-read.tsx";
import { useRead } from "../parts/use-read.ts";
import { Health } from "../points/health.tsx";
import { PointTabs } from "../points/point-tabs.tsx";
import { isLost } from "../store/live.ts";
import { t } from "../words/language.ts";
import { GatewayItself } from "./gateway-itself.tsx";
import { DeviceGroup } from "./group.tsx";
import { groupsOf } from "./groups.ts";
import { followLastDay, isDayUnread } from "./last-day.ts";
import { ReadDialog } from "./read-dialog.tsx";
import { UnknownList } from "./unknown-list.tsx";

/** What are we blind to, and since when? By source, so that one cause is seen once. */
export const DevicesPage = () => {
  const words = t().devices;
  const { read, again } = useRead<WireDeviceList>("/api/devices");
  useEffect(followLastDay, []);
  return (
    <div class="devices-page">
      <PointTabs />
      <h1 class="unseen">{words.title}</h1>
      <Health />
      <GatewayItself />
      {read.is === "read" ? (
        <>
          <OldRead isOld={read.isOld} at={read.value.at} say={words.stale} />
          <p class="quiet">{isDayUnread.value ? words.dayUnread : words.dayMeaning}</p>
          <Devices list={read.value} isOld={read.isOld || isLost.value} />
        </>
      ) : (
        <NotRead read={read} words={words} again={again} />
      )}
    </div>
  );
};

const Devices = ({
  list: { devices, sources, unknown },
  isOld,
}: {
  list: WireDeviceList;
  isOld: boolean;
}) => {
  const [asked, ask] = useState<WireDevice | null>(null);
  return (
    <div class={isOld ? "sources is-old" : "sources"}>
      {devices.length === 0 && <p class="calm">{t().devices.none}</p>}
      {groupsOf(devices, sources).map(group => (
        <DeviceGroup key={group.id} group={group} onRead={ask} />
      ))}
      <UnknownList unknown={unknown} />
      {asked && <ReadDialog device={asked} onClose={() => ask(null)} />}
    </div>
  );
};
