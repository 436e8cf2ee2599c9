import type { CircuitUse, Words } from "./model.ts";

const use = (zh: string, en: string): Words => ({ zh, en });

/** What a power circuit may be there for, with what the word means. `other` is what nobody said. */
export const CIRCUIT_USES: Readonly<Record<CircuitUse, Words>> = {
  equipment: use("办公设备", "office equipment"),
  terminal: use("营业终端", "business terminals"),
  demo: use("演示设备", "demonstration devices"),
  convenience: use("便民设备", "devices for the convenience of customers"),
  sockets: use("插座", "sockets"),
  security: use("安防：报警、监控、网关", "security: alarm, CCTV, gateway"),
  network: use("网络设备", "network"),
  sign: use("招牌", "fascia sign"),
  hvac: use("空调、通风", "air-conditioning and ventilation"),
  other: use("其他", "anything else"),
};
