import { mailAddress, topicName } from "./addresses.ts";
import { type Building, keysAt, suggestion } from "./building.ts";
import { type Told, told } from "./form.ts";
import type { Reach } from "./model.ts";
import { nearest } from "./nearest.ts";
import type { ChannelVia } from "./notify-plan.ts";
import type { Path } from "./yaml-source.ts";

/** Whether a person is reached by channels that the hall has, each with an address that it can use. */
export const checkReach = (
  { tree, written, report }: Building,
  reach: readonly Reach[],
  path: Path,
): void => {
  const names = keysAt(written, ["notify", "channels"]);
  const channels = tree.notify?.channels ?? {};
  for (const [i, { channel, address }] of reach.entries()) {
    const at = { path: [...path, i], at: "value" } as const;
    if (!names.includes(channel)) {
      const help = suggestion(nearest(channel, names), names, "name it under notify.channels first");
      report({ code: "CFG310", ...at, why: `there is no channel "${channel}"`, help });
      continue;
    }
    const via = channels[channel]?.via;
    const read = via && addressFor(via, address);
    if (read?.is === "refused") report({ code: read.code, ...at, why: read.why, help: read.help });
  }
};

/** An e-mail channel needs an address, an MQTT one can take a topic, a robot a mobile number or user id. */
const addressFor = (via: ChannelVia["is"], address: string): Told<string> => {
  if (via === "alertmanager")
    return {
      is: "refused",
      code: "CFG310",
      why: "an alertmanager reaches nobody by name",
      help: "it gets all alerts by itself",
    };
  if (via === "email") return mailAddress(address);
  return via === "mqtt" && address !== "" ? topicName(address) : told(address);
};
