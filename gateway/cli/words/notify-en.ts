import type { NotifyWords } from "./notify-zh.ts";

/** What `hallwatch notify` says in English. */
export const notifyEn: NotifyWords = {
  unknown: (who, people) => `hallwatch: nobody of this hall is called ${who}; there are: ${people}`,
  noChannel: name => `hallwatch: ${name} has no channel to be reached by: add reach: to the site file`,
  trying: channel => `${channel}: sending …`,
  sent: "sent",
  failed: "failed",
  told: (name, sent, all) =>
    sent === 0
      ? `${name} was not told: none of ${all} ${all === 1 ? "channel" : "channels"} delivered`
      : `a test went to ${name} by ${sent} of ${all} ${all === 1 ? "channel" : "channels"}: ask whether 【测试】[TEST] has arrived`,
  none: "this hall has no channels: alerts are shown on the console only (site file, notify: channels:)",
  head: {
    channel: "channel",
    via: "via",
    state: "state",
    lastSent: "last sent",
    lastFailed: "last failed",
    where: "server",
  },
  states: { up: "up", down: "down", untried: "untried" },
  waiting: count => `${count} ${count === 1 ? "message waits" : "messages wait"}`,
};
