/** What events of an intruder panel are about, as far as points can tell it. */
export type ReceiverConcern =
  | "burglary"
  | "tamper"
  | "mains"
  | "battery"
  | "fault"
  | "fire-fault"
  | "arming"
  | "panic"
  | "fire"
  | "gas"
  | "water";

/** What a point of a class tells of an intruder panel; a class that is not here cannot come over an alarm receiver. */
export const receiverConcerns: Readonly<Record<string, ReceiverConcern>> = {
  "intrusion-alarm": "burglary",
  "device-tamper": "tamper",
  "mains-status": "mains",
  "device-battery-low": "battery",
  "intrusion-fault": "fault",
  "device-fault": "fault",
  "fire-panel-fault": "fire-fault",
  "intrusion-arm-state": "arming",
  "panic-button": "panic",
  "smoke-alarm": "fire",
  "fire-panel-alarm": "fire",
  "gas-leak": "gas",
  "water-leak": "water",
};
