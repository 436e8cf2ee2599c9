import type { EquipmentKind, Words } from "./model.ts";

/** What a role of a kind measures, and what people call it after the name of its owner: `Main door` + `lock`. */
export type Role = { readonly class: string; readonly name: Words };

const role = (pointClass: string, zh: string, en: string): Role => ({ class: pointClass, name: { zh, en } });

const ONLINE = role("device-online", "在线", "online");
const POWER = role("elec-power-active", "功率", "power");
const STATE = role("switch-status", "开关状态", "state");
const FAULT = role("device-fault", "故障", "fault");
const CONTACT = role("door-contact", "门磁", "contact");
const SELF_TEST = role("device-self-test", "自检", "self-test");

/** Every kind of owner with the roles that its points may have. A zone is an owner like any equipment. */
export const kinds: Readonly<Record<EquipmentKind | "zone", Readonly<Record<string, Role>>>> = {
  zone: {
    occupancy: role("zone-occupancy-count", "人数", "people"),
    occupied: role("zone-occupied", "有人", "occupied"),
    temperature: role("zone-air-temp", "温度", "temperature"),
    humidity: role("zone-air-humidity", "湿度", "humidity"),
    co2: role("zone-co2", "二氧化碳", "CO₂"),
    illuminance: role("zone-illuminance", "照度", "illuminance"),
    voc: role("zone-voc", "异味指数", "VOC index"),
    nh3: role("zone-nh3", "氨", "NH₃"),
    h2s: role("zone-h2s", "硫化氢", "H₂S"),
    smoke: role("smoke-alarm", "烟感", "smoke"),
    leak: role("water-leak", "漏水", "water leak"),
    obstruction: role("passage-obstruction", "通道占用", "obstruction"),
  },
  "weather-station": {
    temperature: role("outside-air-temp", "温度", "temperature"),
    rain: role("outside-rain-rate", "雨强", "rain"),
    wind: role("outside-wind-speed", "风速", "wind"),
    illuminance: role("outside-illuminance", "照度", "illuminance"),
  },
  "air-conditioner": {
    mode: role("ac-mode", "模式", "mode"),
    setpoint: role("ac-setpoint", "设定温度", "setpoint"),
    return_temperature: role("zone-air-temp", "回风温度", "return temperature"),
    power: role("elec-power-active", "功率", "power"),
    run: role("ac-run-status", "运行状态", "run status"),
    fan_speed: role("ac-fan-speed", "风速", "fan speed"),
    fault: role("ac-fault", "故障", "fault"),
    filter: role("ac-filter", "滤网", "filter"),
    error_code: role("ac-error-code", "故障代码", "error code"),
    online: ONLINE,
  },
  "light-circuit": {
    state: role("light-circuit-status", "开关状态", "state"),
    power: role("light-circuit-power", "功率", "power"),
    command: role("light-circuit-command", "开关指令", "command"),
  },
  "power-circuit": {
    state: role("switch-status", "开关状态", "state"),
    power: role("elec-power-active", "功率", "power"),
    energy: role("elec-energy-import", "电量", "energy"),
    leakage: role("elec-residual-current", "漏电流", "leakage"),
  },
  meter: {
    power: role("elec-power-active", "功率", "power"),
    energy: role("elec-energy-import", "电量", "energy"),
    voltage: role("elec-voltage", "电压", "voltage"),
    current: role("elec-current", "电流", "current"),
    frequency: role("elec-frequency", "频率", "frequency"),
    power_factor: role("elec-power-factor", "功率因数", "power factor"),
    power_l1: role("elec-power-active", "L1 功率", "power L1"),
    power_l2: role("elec-power-active", "L2 功率", "power L2"),
    power_l3: role("elec-power-active", "L3 功率", "power L3"),
    voltage_l1: role("elec-voltage", "L1 电压", "voltage L1"),
    voltage_l2: role("elec-voltage", "L2 电压", "voltage L2"),
    voltage_l3: role("elec-voltage", "L3 电压", "voltage L3"),
    current_l1: role("elec-current", "L1 电流", "current L1"),
    current_l2: role("elec-current", "L2 电流", "current L2"),
    current_l3: role("elec-current", "L3 电流", "current L3"),
    energy_export: role("elec-energy-export", "反向电量", "exported energy"),
    energy_total: role("elec-energy-total", "总电量", "total energy"),
    reactive_power: role("elec-power-reactive", "无功功率", "reactive power"),
    apparent_power: role("elec-power-apparent", "视在功率", "apparent power"),
    online: ONLINE,
  },
  door: {
    contact: role("door-contact", "门磁", "contact"),
    lock: role("door-lock", "锁", "lock"),
    release: role("door-release", "内侧逃生开启", "inside release"),
    obstruction: role("passage-obstruction", "堵塞", "obstruction"),
    badge: role("access-event", "刷卡", "badge"),
  },
  window: {
    contact: role("window-contact", "窗磁", "contact"),
  },
  "alarm-panel": {
    arm: role("intrusion-arm-state", "布防状态", "arm state"),
    alarm: role("intrusion-alarm", "报警", "alarm"),
    tamper: role("device-tamper", "防拆", "tamper"),
    fault: role("intrusion-fault", "故障", "fault"),
    online: ONLINE,
  },
  extinguisher: {
    pressure: role("extinguisher-pressure", "压力", "pressure"),
    scan: role("inspection-scan", "巡检扫码", "inspection scan"),
  },
  hydrant: {
    pressure: role("extinguisher-pressure", "压力", "pressure"),
    scan: role("inspection-scan", "巡检扫码", "inspection scan"),
  },
  checkpoint: { scan: role("inspection-scan", "巡更扫码", "patrol scan") },
  terminal: { online: ONLINE, power: POWER, fault: FAULT },
  kiosk: { online: role("kiosk-online", "在线", "online"), power: POWER, fault: FAULT },
  "queue-machine": { online: role("queue-machine-online", "在线", "online"), power: POWER, fault: FAULT },
  screen: {
    online: ONLINE,
    power: POWER,
    content: role("screen-content", "画面", "content"),
  },
  sign: { power: POWER, state: STATE },
  clock: { drift: role("clock-drift", "误差", "drift"), online: ONLINE },
  camera: {
    online: role("camera-online", "在线", "online"),
    frame: role("camera-frame", "帧计数", "frame count"),
    recording: role("recording-status", "录像", "recording"),
  },
  recorder: {
    online: role("nvr-online", "在线", "online"),
    disk: role("disk-free", "剩余磁盘", "disk free"),
    recording: role("recording-status", "录像", "recording"),
  },
  "emergency-light": {
    status: role("emergency-light-status", "状态", "status"),
    lit: role("lamp-lit", "亮灯", "lit"),
    battery: role("device-battery", "电池", "battery"),
    test: SELF_TEST,
  },
  shutter: { contact: CONTACT, lock: role("door-lock", "锁", "lock") },
  cabinet: { lock: role("door-lock", "锁", "lock"), contact: CONTACT },
  appliance: { power: POWER, state: STATE },
  "glass-break": { alarm: role("intrusion-alarm", "报警", "alarm"), online: ONLINE },
  "panic-button": { button: role("panic-button", "按下", "button"), test: SELF_TEST },
  "leak-sensor": { leak: role("water-leak", "漏水", "leak") },
  "smoke-detector": { alarm: role("smoke-alarm", "报警", "alarm"), online: ONLINE },
  "guard-tag": { scan: role("inspection-scan", "扫码", "scan") },
  uplink: { link: role("network-link", "链路", "link") },
  mains: {
    voltage: role("elec-voltage", "电压", "voltage"),
    state: role("mains-status", "状态", "state"),
  },
  ups: {
    status: role("ups-status", "状态", "status"),
    charge: role("ups-battery-charge", "电量", "charge"),
    runtime: role("ups-runtime", "剩余时间", "runtime"),
  },
  line: {
    utilisation: role("line-utilisation", "线路占用率", "line utilisation"),
    cycle: role("line-cycle", "轮询周期", "polling cycle"),
    units_down: role("units-down", "离线单元数", "units that do not answer"),
    error: role("link-error", "最近故障", "last failure"),
    online: ONLINE,
  },
  gateway: {
    disk: role("disk-free", "磁盘剩余", "free disk"),
    queue: role("queue-depth", "待判读数", "readings to be judged"),
    delay: role("judgement-delay", "判断延迟", "delay of judgement"),
    backlog: role("store-backlog", "待存读数", "readings to be stored"),
    polls_skipped: role("polls-skipped", "错过的轮询", "polls skipped"),
    clock: role("clock-drift", "时钟偏差", "clock offset"),
    mqtt_refused: role(
      "messages-refused",
      "拒收的 MQTT 消息和连接",
      "MQTT messages and connections not taken",
    ),
    mqtt_clients: role("clients-connected", "已连接的 MQTT 客户端", "MQTT clients connected"),
    certificate: role("certificate-remaining", "MQTT 证书剩余天数", "days left of the MQTT certificate"),
  },
};

/** What the role is of this kind, or undefined when the kind has no such role. */
export const roleOf = (kind: EquipmentKind | "zone", name: string): Role | undefined =>
  Object.hasOwn(kinds[kind], name) ? kinds[kind][name] : undefined;
