import type { DeviceWords } from "./device-zh.ts";

/** What `hallwatch device` says in English. */
export const deviceEn: DeviceWords = {
  running: directory => `a gateway runs on ${directory}: it holds within a second`,
  stopped: directory => `no gateway runs on ${directory}: it holds from the next start on`,
  head: { id: "id", is: "is", owners: "speaks for", topics: "other topics", token: "token" },
  device: "device",
  service: "service",
  none: "no device has a credential yet; give it one with hallwatch device add <id>",
  made: (made, used) => `made ${made}, ${used === null ? "never used" : `last used ${used}`}`,
  token: id =>
    `Token of ${id}, shown only this once. User name and client id are both ${id}; the password is:`,
  rotated: (id, now) =>
    now
      ? `New token of ${id}, shown only this once. The old ones are worth nothing any more:`
      : `New token of ${id}, shown only this once. The one before it holds until the next rotation:`,
  removed: id => `The credential of ${id} is gone; if it is connected it is cut off`,
  isThere: id => `hallwatch: ${id} has a credential already; for a new token: hallwatch device rotate ${id}`,
  isNotThere: (id, known) =>
    `hallwatch: ${id} has no credential${known === "" ? "" : `; there are ${known}`}`,
  noOwner: (id, known) =>
    `hallwatch: the site file has nothing over MQTT called ${id}; there are ${known}. For a bridge or a program: --for, --topic or --service`,
  noTopic: filter =>
    `hallwatch: "${filter}" is no topic or filter that can be granted, such as zigbee2mqtt/#`,
  notAnId: id => `hallwatch: "${id}" cannot be an id: letters, digits and . _ : - only, at most 64 of them`,
};
